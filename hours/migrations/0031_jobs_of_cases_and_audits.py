import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0003_shared_cache"),
        ("hours", "0030_own_word"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="job",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="config.job",
            ),
        )
        for name in ("audit", "finding")
    ]
