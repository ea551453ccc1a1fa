import config.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hours", "0028_limits_of_organizations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleStop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("stops", models.BooleanField()),
                ("words", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulestop",
            trigger=pgtrigger.compiler.Trigger(
                name="rule_stop_is_never_changed",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'rule_stop_is_never_changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_stop_is_never_changed';",
                    hash="2b5f1b0a19f47ff71b74d8290d4713b85542601f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_rule_stop_is_never_changed_e2e49",
                    table="hours_rulestop",
                    when="BEFORE",
                ),
            ),
        ),
    ]
