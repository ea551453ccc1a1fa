import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_activities_and_fields"),
        ("hours", "0003_entries_repeat_their_sessions"),
        ("volunteers", "0004_people_searches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="session",
            name="session_waiting_at_the_desk",
        ),
        migrations.RemoveIndex(
            model_name="session",
            name="session_of_city",
        ),
        migrations.AlterField(
            model_name="move",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="move",
            name="session",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="hours.session",
            ),
        ),
        migrations.AlterField(
            model_name="session",
            name="reason_code",
            field=models.SlugField(blank=True, db_index=False, max_length=30),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(fields=["session"], name="move_of_session"),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("status", "submitted")),
                fields=["organization", "submitted_at", "id"],
                include=(
                    "activity",
                    "volunteer",
                    "minutes",
                    "service_date",
                    "evidence",
                    "submitted_by",
                ),
                name="session_waiting_at_the_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["-service_date", "-started_at"], name="session_of_city"
            ),
        ),
    ]
