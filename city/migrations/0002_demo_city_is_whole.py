from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("city", "0001_demo_city")]

    operations = [
        migrations.RemoveField("democity", "finished_at"),
        migrations.RenameField("democity", "begun_at", "built_at"),
    ]
