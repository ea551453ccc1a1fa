from django.db import migrations

from config.triggers import read_sql


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0034_distances"),
        ("policies", "0004_calendar_days"),
    ]

    operations = [
        migrations.RunSQL(
            read_sql("hours/sql/make_working_days.sql"),
            read_sql("hours/sql/make_stopped_days.sql"),
        ),
    ]
