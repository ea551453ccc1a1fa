from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("config", "0002_pulses")]

    operations = [
        # Django's own table for a cache in the database; a crash may empty it.
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE config_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX config_cache_expires ON config_cache (expires);
            """,
            "DROP TABLE config_cache",
        ),
    ]
