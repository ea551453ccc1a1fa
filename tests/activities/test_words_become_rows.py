"""What activities said of insurance and papers becomes rows, and words again."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from activities.models import Activity
from activities.rules import PostPlan
from config.database.owner import as_owner
from tests.activities.making import draft, publish, terms, times
from volunteers.models import CredentialKind, InsurancePolicy

pytestmark = [pytest.mark.database, pytest.mark.django_db]

WORDS, ROWS = "0003_calendar_addresses", "0004_policies_and_papers"


def migrate(name):
    run("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([("activities", name)])


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def said():
    """In words: whom it is insured with, the number, and until when."""
    return run(
        "SELECT insurer, policy_number, covered_until FROM activities_activity"
        " ORDER BY id"
    )


def test_there_and_back_and_there_again(association, beach_team, zhao):
    aid = CredentialKind.objects.get(pk="first_aid")
    posts = [
        PostPlan(name="急救点", credential=aid, shifts=[times()]),
        PostPlan(name="服务台", shifts=[times()]),
    ]
    first = publish(association, zhao, posts=posts, hazard=True, policy=terms())
    again = publish(association, zhao, hazard=True, policy=terms())
    without = draft(association, zhao)
    with as_owner():
        migrate(WORDS)
        until = date(2020, 12, 31)
        told = ("人保", "PEAC2020320700001", until)
        assert said() == [told, told, ("", "", None)]
        papers = run("SELECT credential FROM activities_post ORDER BY id")
        assert papers[:2] == [("急救员证",), ("",)]

        # The rows were never there; what is in the table is words alone.
        run(
            "UPDATE activities_activity SET covered_until = '2020-06-30' WHERE id = %s",
            again.pk,
        )
        run("UPDATE activities_activity SET insurer = '平安' WHERE id = %s", without.pk)
        run("UPDATE activities_post SET credential = '健康证 ' WHERE name = '服务台'")
        run("ALTER TABLE volunteers_insurancepolicy DISABLE TRIGGER USER")
        run("DELETE FROM volunteers_insurancepolicy")
        run("ALTER TABLE volunteers_insurancepolicy ENABLE TRIGGER USER")
        migrate(ROWS)

    # One number is one policy, as far as any of its activities said.
    policy = InsurancePolicy.objects.get()
    assert (policy.number, policy.hazard) == ("PEAC2020320700001", True)
    assert (policy.covers_from, policy.covers_until) == (date(2020, 3, 14), until)
    assert (policy.stated_by, policy.people) == (None, None)
    named = dict(Activity.objects.values_list("pk", "policy"))
    assert named == {first.pk: policy.pk, again.pk: policy.pk, without.pk: None}
    kinds = dict(first.posts.values_list("name", "credential__name"))
    assert kinds == {"急救点": "急救员证", "服务台": "健康证"}

    with as_owner():
        migrate(WORDS)
        migrate(ROWS)
    assert InsurancePolicy.objects.get() == policy
    assert dict(Activity.objects.values_list("pk", "policy")) == named
    assert dict(first.posts.values_list("name", "credential__name")) == kinds
