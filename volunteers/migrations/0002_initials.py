from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_people_and_places")]

    operations = [
        migrations.AddField(
            model_name="volunteer",
            name="initials",
            field=models.CharField(
                db_collation="C",
                db_default="",
                default="",
                editable=False,
                max_length=50,
            ),
        )
    ]
