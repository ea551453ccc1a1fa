from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0007_absences")]

    operations = [
        migrations.AddField(
            model_name="post",
            name="skill",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=50
            ),
        ),
    ]
