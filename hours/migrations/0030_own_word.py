from django.db import migrations

from config.triggers import read_sql


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0029_the_city_stops_rules"),
        ("volunteers", "0026_restrictions"),
    ]

    operations = [
        # It gives a column more.
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS hours_day_of_person(bigint, uuid, date, date)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            read_sql("hours/sql/make_day_of_person.sql"), migrations.RunSQL.noop
        ),
    ]
