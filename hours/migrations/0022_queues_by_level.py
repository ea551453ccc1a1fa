from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0021_findings_and_audits"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["organization", "submitted_at", "id"],
                include=[
                    "activity",
                    "volunteer",
                    "minutes",
                    "service_date",
                    "evidence",
                    "submitted_by",
                    "level",
                ],
                condition=models.Q(status="submitted"),
                name="session_waits_at_the_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["organization", "activity", "submitted_at"],
                include=["minutes"],
                condition=models.Q(level="organization", status="submitted"),
                name="session_counted_at_its_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["level", "organization", "submitted_at", "id"],
                include=["minutes"],
                condition=models.Q(level__in=["parent", "city"], status="submitted"),
                name="session_waits_further_up",
            ),
        ),
        migrations.RemoveIndex(
            model_name="session", name="session_waiting_at_the_desk"
        ),
        migrations.RemoveIndex(
            model_name="session", name="session_counted_at_the_desk"
        ),
    ]
