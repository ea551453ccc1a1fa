from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models

import volunteers.models.naming


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0024_history_and_takeovers"),
    ]

    operations = [
        # Those there already are given one each, though nothing of them is updated.
        migrations.AddField(
            model_name="takeover",
            name="key",
            field=models.UUIDField(
                db_default=RandomUUID(), editable=False, unique=True
            ),
        ),
        migrations.AlterField(
            model_name="takeover",
            name="key",
            field=models.UUIDField(
                default=volunteers.models.naming.uuid7, editable=False, unique=True
            ),
        ),
    ]
