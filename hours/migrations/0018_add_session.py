from django.db import migrations

from config.triggers import read_sql


class Migration(migrations.Migration):
    dependencies = [("hours", "0017_plural_of_statistics")]

    operations = [
        migrations.RunSQL(
            read_sql("hours/sql/make_add_session.sql"),
            "DROP FUNCTION hours_add_session",
        ),
    ]
