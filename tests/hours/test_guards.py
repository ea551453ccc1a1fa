"""What the database refuses, whoever asks and whatever they have switched off."""

import pgtrigger
import pytest
from django.db import connection

from hours import rules
from hours.models import Entry, Move, Session
from hours.models.session import CLAIM
from hours.reconcile import reconcile
from tests.behind_the_back import behind_the_back, refused_by
from tests.factories import NOON, log_session

pytestmark = pytest.mark.database


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


@pytest.fixture
def entry(session, zhao):
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return Entry.objects.get()


def change_entry():
    Entry.objects.update(minutes=600)


def rename_reason():
    Entry.objects.update(reason="another")


def delete_entry():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM hours_entry")


TAMPERING = [change_entry, rename_reason, delete_entry]


@pytest.mark.parametrize("tamper", TAMPERING)
def test_a_line_of_the_ledger_is_never_changed_or_deleted(entry, tamper):
    with refused_by("entry_is_never_changed"):
        tamper()
    assert reconcile() == []


@pytest.mark.parametrize("tamper", TAMPERING)
def test_the_switch_that_turns_triggers_off_does_not_reach_the_ledger(entry, tamper):
    with pgtrigger.ignore(), refused_by("entry_is_never_changed"):
        tamper()
    assert reconcile() == []


def test_a_line_is_posted_once_a_round(entry):
    entry.pk = None
    with refused_by("session_is_posted_once_a_round"):
        entry.save(force_insert=True)


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [("approve", -60), ("approve", 0), ("reverse", 60), ("undo", 60), ("merge", 0)],
)
def test_approving_adds_and_taking_back_subtracts(entry, kind, minutes):
    entry.pk, entry.kind, entry.minutes, entry.round = None, kind, minutes, 2
    with refused_by("approving_adds_and_taking_back_subtracts"):
        entry.save(force_insert=True)


ANOTHER = {
    "volunteer_id": "volunteer_id + 1",
    "session_id": "gen_random_uuid()",
    "minutes": "-minutes - 1",
    "service_date": "service_date + 1",
    "evidence": "'timed'",
    "organization_id": "gen_random_uuid()",
    "district_id": "'320703'",
    "site_id": "1",
    "service_field_id": "'0001'",
}


@pytest.mark.parametrize(("column", "value"), ANOTHER.items())
def test_a_line_repeats_its_session(entry, column, value):
    said = {name: name for name in ANOTHER} | {"minutes": "-minutes", column: value}
    with refused_by("entry_repeats_its_session"), connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO hours_entry (kind, round, posted_by_id, reason_code, reason,
                                         {", ".join(said)})
                SELECT 'undo', round, posted_by_id, '', '', {", ".join(said.values())}
                  FROM hours_entry"""  # noqa: S608
        )


def test_a_step_in_a_history_is_never_changed_or_deleted(session, zhao):
    rules.reject(sessions=[session], by=zhao, reason_code="not_present", at=NOON)
    with refused_by("move_is_never_changed"):
        Move.objects.update(reason="another")
    with refused_by("move_is_never_changed"):
        Move.objects.all().delete()


def test_a_session_is_never_deleted(session):
    with refused_by("session_is_never_deleted"):
        session.delete()


CHANGED_CLAIM = {
    "id": "gen_random_uuid()",
    "volunteer_id": "volunteer_id + 1",
    "organization_id": "gen_random_uuid()",
    "activity_id": "gen_random_uuid()",
    "district_id": "'320703'",
    "site_id": "1",
    "service_field_id": "'0001'",
    "started_at": "started_at - interval '1 hour'",
    "ended_at": "ended_at + interval '1 hour'",
    "break_minutes": "break_minutes + 30",
    "evidence": "'timed'",
    "level": "'city'",
    "note": "'another'",
    "replaces_id": "id",
    "submitted_by_id": "submitted_by_id + 1",
    "submitted_at": "submitted_at + interval '1 hour'",
}


def test_every_column_of_a_claim_is_tried():
    assert list(CHANGED_CLAIM) == CLAIM


@pytest.mark.parametrize(("column", "value"), CHANGED_CLAIM.items())
def test_nothing_of_a_claim_changes_after_submission(session, column, value):
    with refused_by("session_claim_is_never_changed"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE hours_session SET {column} = {value}")  # noqa: S608


def test_nothing_of_a_claim_changes_while_it_is_decided(session):
    with refused_by("session_claim_is_never_changed"):
        Session.objects.update(status="approved", break_minutes=1)


def test_an_open_session_is_ended_but_stays_its_person_s(session, mei):
    behind_the_back("UPDATE hours_session SET status = 'open', ended_at = NULL")
    with refused_by("session_claim_is_never_changed"):
        Session.objects.update(volunteer=mei)
    Session.objects.update(ended_at=NOON.replace(day=5), status="submitted")
    assert Session.objects.get().minutes == 180
