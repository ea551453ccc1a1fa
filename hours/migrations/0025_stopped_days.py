from django.db import migrations

from config.triggers import read_sql


class Migration(migrations.Migration):
    dependencies = [("hours", "0024_automatic_approval")]

    operations = [
        migrations.RunSQL(
            read_sql("hours/sql/make_stopped_days.sql"),
            "DROP FUNCTION hours_stopped_days; DROP FUNCTION hours_working_days",
        ),
    ]
