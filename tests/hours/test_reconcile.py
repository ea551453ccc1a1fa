"""Whoever changes a row behind the system's back is found out."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from hours import rules
from hours.models import Session
from hours.reconcile import reconcile
from tests.behind_the_back import behind_the_back
from tests.factories import EVENING, NOON, log_session

pytestmark = pytest.mark.database


@pytest.fixture
def counted(lin, mei, association, zhao):
    """Lin's two hours are approved, Mei's one was reversed."""
    lins = log_session(volunteer=lin, organization=association, minutes=120)
    meis = log_session(volunteer=mei, organization=association, minutes=60)
    rules.approve(sessions=[lins, meis], by=zhao, at=NOON)
    rules.reverse(sessions=[meis], by=zhao, reason="Beach closed", at=EVENING)
    return lins


def test_nothing_is_off_where_only_rules_were_at_work(counted):
    assert reconcile() == []


def test_an_empty_city_is_in_order(db):
    assert reconcile() == []


@pytest.mark.parametrize(
    ("sql", "differing"),
    [
        (
            "UPDATE hours_entry SET minutes = minutes + 60 WHERE minutes = 120",
            "minutes",
        ),
        ("UPDATE hours_entry SET minutes = -120 WHERE minutes = 120", "sign"),
        (
            "UPDATE hours_entry SET service_date = '2020-03-04' WHERE minutes = 120",
            "service_date",
        ),
        ("UPDATE hours_entry SET evidence = 'timed' WHERE minutes = 120", "evidence"),
        (
            "UPDATE hours_entry SET district_id = '320703' WHERE minutes = 120",
            "district",
        ),
        (
            "UPDATE hours_entry SET service_field_id = '0001' WHERE minutes = 120",
            "service_field",
        ),
    ],
)
def test_a_line_that_does_not_repeat_its_session_is_found(counted, sql, differing):
    behind_the_back(
        "ALTER TABLE hours_entry"
        " DROP CONSTRAINT approving_adds_and_taking_back_subtracts"
    )
    behind_the_back(sql)

    found = [one for one in reconcile() if one.check == "entries"]

    assert [one.off for one in found] == [{"differing": differing}]
    assert found[0].about["session"] == counted.pk


def test_a_line_for_another_person_organization_or_site_is_found(
    counted, mei, beach_team
):
    behind_the_back(
        "UPDATE hours_entry SET volunteer_id = %s, organization_id = %s"
        " WHERE minutes = 120",
        mei.pk,
        beach_team.pk,
    )
    (found,) = [one for one in reconcile() if one.check == "entries"]
    assert found.off == {"differing": "volunteer, organization"}


@pytest.mark.parametrize(
    "status", ["submitted", "queried", "rejected", "withdrawn", "reversed"]
)
def test_a_status_that_the_ledger_does_not_tell_is_found(counted, status):
    behind_the_back("UPDATE hours_session SET status = %s WHERE minutes = 120", status)
    (found,) = reconcile()
    assert (found.check, found.about["session"]) == ("sessions", counted.pk)
    assert found.off["status"] == f"{status} in round 1"


def test_an_approval_that_was_never_posted_is_found(lin, association):
    session = log_session(volunteer=lin, organization=association)
    behind_the_back("UPDATE hours_session SET status = 'approved'")
    (found,) = reconcile()
    assert found.about == {"session": session.pk, "round": 1}
    assert found.off == {"status": "approved in round 1"}


def test_a_line_that_vanished_is_found_in_session_and_totals(counted):
    behind_the_back("DELETE FROM hours_entry WHERE minutes = 120")
    assert [one.check for one in reconcile()] == [
        "sessions",
        "volunteer_year",
        "volunteer_organization_year",
        "organization_month",
    ]


def test_hours_posted_twice_are_found(counted):
    behind_the_back(
        "INSERT INTO hours_entry (volunteer_id, session_id, round, kind, minutes,"
        " service_date, evidence, organization_id, district_id, service_field_id,"
        " posted_by_id, reason_code, reason)"
        " SELECT volunteer_id, session_id, 2, kind, minutes, service_date, evidence,"
        " organization_id, district_id, service_field_id, posted_by_id, '', ''"
        " FROM hours_entry WHERE minutes = 120"
    )
    found = {one.check: one for one in reconcile()}
    assert found["sessions"].about == {"session": counted.pk, "round": 2}
    assert found["volunteer_year"].off == {
        "minutes": 120,
        "sessions": 1,
        "declared": 120,
    }


def test_a_round_that_was_left_without_undo_is_found(counted):
    # Someone sends the session into a second round and counts it there again.
    behind_the_back("UPDATE hours_session SET round = 2 WHERE minutes = 120")
    rounds = [one.about["round"] for one in reconcile()]
    assert sorted(rounds) == [1, 2]


def test_an_undone_round_is_in_order(counted, zhao):
    at = counted.submitted_at
    rules.undo(sessions=[counted], by=zhao, at=at)
    rules.approve(sessions=[counted], by=zhao, at=at)
    assert Session.objects.get(pk=counted.pk).round == 2
    assert reconcile() == []


def test_many_differences_of_one_kind_are_cut_off(counted):
    behind_the_back("UPDATE hours_session SET status = 'withdrawn'")
    assert len(reconcile()) == 2
    assert len(reconcile(most=1)) == 1


def test_the_command_says_in_one_line_that_nothing_is_off(counted):
    out = StringIO()
    call_command("reconcile", stdout=out)
    assert out.getvalue() == (
        "Nothing is off: 2 sessions, 3 entries, 120 minutes (as many by district,"
        " by organization and by person), 3 people registered.\n"
    )


def test_the_command_names_the_differences_and_fails(counted):
    behind_the_back("UPDATE hours_volunteeryear SET minutes = 0 WHERE minutes = 120")
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("reconcile", stdout=out)

    assert ended.value.code == 1
    assert f"(volunteer_id {counted.volunteer_id}, year 2020): minutes 120" in (
        out.getvalue()
    )


def test_the_command_answers_programs_in_json(counted):
    behind_the_back("UPDATE hours_session SET status = 'withdrawn' WHERE minutes = 120")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("reconcile", "--json", stdout=out)

    answer = json.loads(out.getvalue())
    assert (answer["sessions"], answer["minutes"]) == (2, 120)
    assert answer["differences"] == [
        {
            "check": "sessions",
            "about": {"session": str(counted.pk), "round": 1},
            "off": {"approved": 1, "status": "withdrawn in round 1"},
        }
    ]


@pytest.mark.django_db(transaction=True)
def test_it_reads_one_moment_and_can_write_nothing(django_assert_num_queries):
    with django_assert_num_queries(20) as queries:
        reconcile()
    assert "REPEATABLE READ, READ ONLY" in queries.captured_queries[1]["sql"]
