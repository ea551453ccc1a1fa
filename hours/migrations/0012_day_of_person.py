from django.db import migrations

from config.triggers import read_sql


class Migration(migrations.Migration):
    dependencies = [("hours", "0011_years_without_row_by_row_checks")]

    operations = [
        migrations.RunSQL(
            read_sql("hours/sql/make_day_of_person.sql"),
            "DROP FUNCTION hours_day_of_person",
        ),
    ]
