"""
What activities said of their insurance, and posts of papers, becomes rows.

Policies are put on their organization's file, each number once; a draft that named only
half of one names none from now on. What a post said of a paper becomes the kind of that
name, or one that the city's staff find in their list. Backwards the words come back, and
the rows stay on file: forwards again, they are found there.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models import Q

import config.triggers
from volunteers.credential_kinds import KINDS

PUT_POLICIES_ON_FILE = """
    INSERT INTO volunteers_insurancepolicy
           (organization_id, insurer, number, covers_from, covers_until, hazard,
            stated_at)
    SELECT organization_id, insurer, policy_number,
           least(min(starts_on), max(covered_until)), max(covered_until),
           bool_or(hazard), coalesce(min(published_at), now())
      FROM activities_activity
     WHERE insurer <> '' AND policy_number <> '' AND covered_until IS NOT NULL
     GROUP BY organization_id, insurer, policy_number
        ON CONFLICT DO NOTHING
"""
NAME_POLICIES = """
    UPDATE activities_activity AS activity
       SET policy_id = (
           SELECT policy.id
             FROM volunteers_insurancepolicy AS policy
            WHERE policy.organization_id = activity.organization_id
              AND policy.insurer = activity.insurer
              AND policy.number = activity.policy_number
              AND policy.taken_back_at IS NULL
            ORDER BY (policy.hazard OR NOT activity.hazard)
                     AND policy.covers_from <= activity.starts_on
                     AND policy.covers_until >= activity.ends_on DESC,
                  policy.covers_until DESC, policy.id
            LIMIT 1)
     WHERE insurer <> '' AND policy_number <> '' AND covered_until IS NOT NULL
"""
ADD_KINDS = """
    INSERT INTO volunteers_credentialkind (code, name, name_en, place)
    SELECT DISTINCT ON (lower(trim(paper)))
           'post_' || left(md5(lower(trim(paper))), 8), trim(paper), '', 900
      FROM activities_post
     WHERE trim(paper) <> ''
       AND NOT EXISTS (
           SELECT FROM volunteers_credentialkind AS kind
            WHERE lower(trim(paper)) IN (lower(kind.name), lower(kind.name_en)))
     ORDER BY lower(trim(paper)), paper
        ON CONFLICT DO NOTHING
"""
NAME_KINDS = """
    UPDATE activities_post
       SET credential_id = (
           SELECT code
             FROM volunteers_credentialkind AS kind
            WHERE lower(trim(paper)) IN (lower(kind.name), lower(kind.name_en))
            ORDER BY place, code
            LIMIT 1)
     WHERE trim(paper) <> ''
"""
SAY_POLICIES = """
    UPDATE activities_activity AS activity
       SET insurer = policy.insurer,
           policy_number = policy.number,
           covered_until = policy.covers_until
      FROM volunteers_insurancepolicy AS policy
     WHERE policy.id = policy_id
"""
SAY_PAPERS = """
    UPDATE activities_post
       SET paper = kind.name
      FROM volunteers_credentialkind AS kind
     WHERE kind.code = credential_id
"""
# Nothing may wait to be checked when the columns go.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"


def words_become_rows(apps, schema_editor):
    kinds = apps.get_model("volunteers", "CredentialKind")
    kinds.objects.bulk_create(
        [
            kinds(code=code, name=name, name_en=name_en, place=10 * place)
            for place, (code, name, name_en) in enumerate(KINDS, start=1)
        ],
        ignore_conflicts=True,
    )
    _run(
        schema_editor,
        *(PUT_POLICIES_ON_FILE, NAME_POLICIES, ADD_KINDS, NAME_KINDS, CHECK_NOW),
    )


def rows_become_words(apps, schema_editor):
    _run(schema_editor, SAY_POLICIES, SAY_PAPERS, CHECK_NOW)


def _run(schema_editor, *statements):
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_calendar_addresses"),
        ("volunteers", "0027_credentials_and_insurance"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="activity", name="dangerous_activity_is_insured"
        ),
        migrations.AddField(
            model_name="activity",
            name="policy",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="volunteers.insurancepolicy",
            ),
        ),
        migrations.RenameField(
            model_name="post", old_name="credential", new_name="paper"
        ),
        migrations.AddField(
            model_name="post",
            name="credential",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="volunteers.credentialkind",
            ),
        ),
        migrations.RunPython(words_become_rows, rows_become_words),
        migrations.RemoveField(model_name="activity", name="insurer"),
        migrations.RemoveField(model_name="activity", name="policy_number"),
        migrations.RemoveField(model_name="activity", name="covered_until"),
        migrations.RemoveField(model_name="post", name="paper"),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(hazard=False)
                | Q(policy__isnull=False),
                name="dangerous_activity_is_insured",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_is_covered_by_its_policy",
                sql=config.triggers.OwnersSql(
                    condition="WHEN (NEW.policy_id IS NOT NULL)",
                    func="-- The policy is of the activity's organization; and what is published and can be\n-- dangerous, it covers on every day. That it was taken back stands in nobody's way here:\n-- who signs up or serves is asked for one that stands.\nIF NOT EXISTS (\n    SELECT FROM volunteers_insurancepolicy AS policy\n     WHERE policy.id = NEW.policy_id\n       AND policy.organization_id = NEW.organization_id\n       AND (NEW.published_at IS NULL\n            OR NOT NEW.hazard\n            OR (policy.hazard\n                AND policy.covers_from <= NEW.starts_on\n                AND policy.covers_until >= NEW.ends_on))\n) THEN\n    RAISE EXCEPTION 'activity_is_covered_by_its_policy'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_is_covered_by_its_policy';\nEND IF;\nRETURN NEW;\n",
                    hash="11d82535076abd9d5abce347397eab9195c2925d",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_activity_is_covered_by_its_policy_77cd6",
                    table="activities_activity",
                    when="BEFORE",
                ),
            ),
        ),
    ]
