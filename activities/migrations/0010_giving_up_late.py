import config.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0009_further_fields"),
        ("volunteers", "0029_withheld_stars"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="signup",
            name="history_of_update",
        ),
        migrations.AddField(
            model_name="activity",
            name="give_up_hours",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="signup",
            name="late_words",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="history_of_update",
                sql=config.triggers.OwnersSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="-- Write down what changed in a row: which columns, and what stood in them before and\n-- after. Of some only the fact is kept. Where nothing changed that is told, nothing is.\nINSERT INTO activities_signupevent (\n    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, changed, old, new\n)\nSELECT clock_timestamp(),\n       'update',\n       NEW.\"id\",\n       nullif(current_setting('pghistory.context_metadata', true), '')::jsonb,\n       array_agg(field ORDER BY field),\n       coalesce(\n           jsonb_object_agg(field, before) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                     AND before IS NOT NULL), '{}'),\n       coalesce(\n           jsonb_object_agg(field, after) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                    AND after IS NOT NULL), '{}')\n  FROM (\n      SELECT field,\n             nullif(was.value, 'null') AS before,\n             nullif(now.value, 'null') AS after\n        FROM jsonb_each(to_jsonb(OLD)) AS was (field, value)\n        FULL JOIN jsonb_each(to_jsonb(NEW)) AS now (field, value) USING (field)\n  ) AS fields\n WHERE before IS DISTINCT FROM after\n   AND field !~ '_(sealed|last4|hash[a-z0-9_]*)$'\n   AND field <> ALL ('{late_words,reminded_at}'::text[])\nHAVING count(*) > 0;\nRETURN NULL;\n",
                    hash="e7015e38c26a611798d58d9351f625fda962f341",
                    operation="UPDATE",
                    pgid="pgtrigger_history_of_update_2e85d",
                    table="activities_signup",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("late_words", ""), ("state", "given_up"), _connector="OR"
                ),
                name="words_are_of_what_was_given_up",
            ),
        ),
    ]
