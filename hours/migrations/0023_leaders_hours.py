from django.db import migrations

from config.triggers import read_sql


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0022_queues_by_level"),
        ("volunteers", "0020_appointments"),
    ]

    operations = [
        migrations.RunSQL(
            read_sql("hours/sql/make_leaders.sql"), "DROP FUNCTION hours_leaders"
        ),
        # It has an argument more.
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS hours_day_of_person(bigint, uuid, date)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            read_sql("hours/sql/make_day_of_person.sql"), migrations.RunSQL.noop
        ),
    ]
