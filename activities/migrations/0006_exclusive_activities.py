from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0005_points_of_activities"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="excludes",
            field=models.ManyToManyField(blank=True, to="activities.activity"),
        ),
    ]
