from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0013_totals_of_the_city"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["organization", "activity", "submitted_at"],
                include=["minutes"],
                condition=models.Q(status="submitted"),
                name="session_counted_at_the_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["organization", "submitted_by"],
                condition=models.Q(status="submitted", evidence="entered"),
                name="session_entered_at_the_desk",
            ),
        ),
    ]
