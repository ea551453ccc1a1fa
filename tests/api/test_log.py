"""Logging over the API: the story, and every refusal."""

from uuid import UUID, uuid4, uuid5

import pytest
from django.utils import timezone

from config import limits
from hours import rules
from hours.models import Session
from policies.calendar import add_working_days
from tests.api.calls import NO_SUCH_ID, V1, claim, days_ago, problem, signed_in
from tests.factories import appoint, make_activity, make_volunteer
from volunteers.identifiers import volunteer_number
from volunteers.models import Organization

NOBODYS = volunteer_number(area="320706", month="2001", serial=999_999)


def log(caller, organization, query="", **changes):
    return caller.post(f"{V1}/sessions/{query}", claim(organization, **changes))


def test_lin_logs_two_hours_of_yesterday(as_lin, lin, association):
    answer = log(as_lin, association, note="Bring gloves.")

    assert answer.status_code == 201
    told = answer.json()
    submitted_on = timezone.localdate()
    assert told == {
        "id": told["id"],
        "volunteer": {"number": lin.number, "name": "林小港"},
        "organization": {"id": str(association.pk), "name": "海州青年志愿者协会"},
        "activity": None,
        "site": None,
        "service_field": "0006",
        "started_at": days_ago(1, "09:00"),
        "ended_at": days_ago(1, "11:00"),
        "break_minutes": 0,
        "minutes": 120,
        "hours": "2.00",
        "service_date": days_ago(1)[:10],
        "evidence": "declared",
        "level": "organization",
        "status": "submitted",
        "note": "Bring gloves.",
        "reason_code": "",
        "reason": "",
        "submitted_at": told["submitted_at"],
        "decided_at": None,
        "expected_decision_on": add_working_days(submitted_on, 5).isoformat(),
        "disputed": False,
    }


def test_hours_are_cut_off_not_rounded(as_lin, association):
    answer = log(as_lin, association, ended_at=days_ago(1, "09:59"))
    assert (answer.json()["minutes"], answer.json()["hours"]) == (59, "0.98")


def test_the_activity_gives_the_field(as_lin, association, beach_cleaning):
    answer = log(
        as_lin, association, activity=str(beach_cleaning.pk), service_field=None
    )
    assert answer.json()["activity"] == {
        "id": str(beach_cleaning.pk),
        "title": "Liandao beach clean-up",
    }
    assert answer.json()["service_field"] == "0006"


def test_a_replay_answers_with_the_session_as_it_is_now(as_lin, association, zhao, lin):
    pk = str(uuid4())
    assert log(as_lin, association, id=pk).status_code == 201
    rules.approve(sessions=[UUID(pk)], by=zhao, at=timezone.now())

    again = log(as_lin, association, id=pk)

    assert (again.status_code, again.json()["status"]) == (200, "approved")
    assert Session.objects.count() == 1


def test_another_use_of_an_id_tells_nothing(as_lin, as_mei, association):
    pk = str(uuid4())
    log(as_lin, association, id=pk)
    for answer in (
        log(as_lin, association, id=pk, note="Another claim."),
        log(as_mei, association, id=pk),
    ):
        assert problem(answer) == (409, "id_reused")
        assert answer.json()["detail"] == "This id is already used."


def test_an_overlap_says_with_what(as_lin, lin, association):
    log(as_lin, association)
    answer = log(as_lin, association, started_at=days_ago(1, "10:30"))
    assert problem(answer) == (409, "overlaps")
    assert answer.json()["overlap_minutes"] == 30
    assert answer.json()["started_at"] == days_ago(1, "09:00")


def test_an_overlap_tells_no_organization_anothers_business(
    as_lin, lin, as_qian, association, beach_team
):
    log(as_lin, beach_team)
    answer = log(as_qian, association, volunteer=lin.number)
    assert problem(answer) == (409, "overlaps")
    assert "started_at" not in answer.json()
    assert "连岛净滩队" not in answer.content.decode()


def test_past_midnight_is_split_where_that_is_asked(as_lin, association):
    pk = uuid4()
    night = {
        "id": str(pk),
        "started_at": days_ago(2, "22:00"),
        "ended_at": days_ago(1, "01:30"),
    }
    answer = log(as_lin, association, **night)
    assert problem(answer) == (422, "crosses_midnight")
    midnight = days_ago(1, "00:00")
    assert answer.json()["parts"] == [
        {"started_at": night["started_at"], "ended_at": midnight},
        {"started_at": midnight, "ended_at": night["ended_at"]},
    ]

    split = log(as_lin, association, "?split=true", **night)
    assert split.status_code == 201
    parts = [(part["id"], part["minutes"]) for part in split.json()]
    assert parts == [(str(pk), 120), (str(uuid5(pk, days_ago(1)[:10])), 90)]

    again = log(as_lin, association, "?split=true", **night)
    assert (again.status_code, again.json()) == (200, split.json())


def test_a_split_that_need_not_be_is_a_list_of_one(as_lin, association):
    answer = log(as_lin, association, "?split=true")
    assert (answer.status_code, len(answer.json())) == (201, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ended_at": days_ago(0, "09:00")[:-6] + "-12:00"}, "in_the_future"),
        ({"ended_at": days_ago(1, "09:00")}, "ends_before_it_starts"),
        ({"break_minutes": 120}, "shorter_than_a_minute"),
        ({"service_field": None}, "service_field_needed"),
        (
            {"started_at": days_ago(1, "00:00"), "ended_at": days_ago(1, "17:00")},
            "day_is_full",
        ),
        (
            {"started_at": days_ago(200), "ended_at": days_ago(200, "10:00")},
            "too_late",
        ),
        ({"started_at": "0001-01-01T09:00:00Z"}, "too_late"),
        ({"ended_at": "9999-12-31T09:00:00Z"}, "in_the_future"),
    ],
)
def test_a_rule_refuses_with_its_code(as_lin, association, changes, code):
    assert problem(log(as_lin, association, **changes)) == (422, code)
    assert not Session.objects.exists()


def test_an_organization_takes_hours_while_it_is_active(as_lin, association):
    association.status = "suspended"
    association.save()
    answer = log(as_lin, association)
    assert problem(answer) == (422, "organization_not_active")


def test_who_is_registered_no_more_logs_nothing(as_lin, lin, association):
    lin.status = "suspended"
    lin.save()
    assert problem(log(as_lin, association)) == (422, "volunteer_not_active")


def test_an_activity_belongs_to_its_organization(as_lin, association, beach_team):
    theirs = make_activity(beach_team)
    answer = log(as_lin, association, activity=str(theirs.pk))
    assert problem(answer) == (422, "activity_of_another")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"activity": NO_SUCH_ID}, "activity"),
        ({"service_field": "9999"}, "service_field"),
        ({"started_at": "yesterday"}, "started_at"),
        ({"ended_at": "9999-12-31T23:59:59Z"}, "ended_at"),
        ({"started_at": days_ago(1)[:19]}, "started_at"),
        ({"ended_at": None}, "ended_at"),
        ({"break_minutes": -1}, "break_minutes"),
        ({"break_minutes": 10**9}, "break_minutes"),
        ({"id": "1"}, "id"),
        ({"note": "x" * 501}, "note"),
        ({"note": "\0"}, "note"),
    ],
)
def test_what_is_malformed_is_said_by_field(as_lin, association, changes, field):
    answer = log(as_lin, association, **changes)
    assert problem(answer) == (400, "invalid")
    assert list(answer.json()["errors"]) == [field]


@pytest.mark.parametrize("pk", [NO_SUCH_ID, "x", None, 7])
def test_an_organization_nobody_knows_of_is_malformed(as_lin, association, pk):
    body = claim(association) | {"organization": pk}
    answer = as_lin.post(f"{V1}/sessions/", body)
    assert list(answer.json()["errors"]) == ["organization"]


def test_evidence_is_never_the_clients_word(as_lin, association):
    answer = log(as_lin, association, evidence="timed", status="approved")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"evidence", "status"}
    assert not Session.objects.exists()


def test_qian_records_for_lin(as_qian, lin, association):
    answer = log(as_qian, association, volunteer=lin.number)
    assert answer.status_code == 201
    assert answer.json()["evidence"] == "entered"
    # A recorder is neither the person nor the decider.
    assert answer.json()["volunteer"] == {"number": lin.number, "name": "林*"}


def test_a_recorder_hears_of_a_wrong_number(as_qian, association):
    malformed = log(as_qian, association, volunteer="V1")
    assert list(malformed.json()["errors"]) == ["volunteer"]
    unknown = log(as_qian, association, volunteer=NOBODYS)
    assert problem(unknown) == (404, "not_found")


def test_who_records_nothing_learns_of_no_number(as_zhao, lin, association):
    known = log(as_zhao, association, volunteer=lin.number)
    unknown = log(as_zhao, association, volunteer=NOBODYS)
    assert problem(known) == problem(unknown) == (403, "not_a_recorder")
    assert known.json() == unknown.json()


def test_recording_is_the_act_of_a_role(qian, lin, association):
    caller = signed_in(qian, ["read", "log"])
    answer = log(caller, association, volunteer=lin.number)
    assert problem(answer) == (403, "scope_missing")
    assert log(caller, association, volunteer=qian.volunteer.number).status_code == 201


def test_an_account_without_person_logs_nothing_of_its_own(association, stranger):
    answer = log(signed_in(stranger), association)
    assert problem(answer) == (403, "not_a_volunteer")


def test_a_recorder_of_elsewhere_records_nothing_here(lin, association, beach_team):
    recorder = appoint(make_volunteer("chen").account, "recorder", beach_team)
    answer = log(signed_in(recorder), association, volunteer=lin.number)
    assert problem(answer) == (403, "not_a_recorder")


def test_a_stranger_logs_nothing(nobody, association):
    assert problem(log(nobody, association)) == (401, "not_authenticated")


def test_a_key_makes_one_session_of_two_requests(as_lin, association):
    body, keyed = claim(association), {"Idempotency-Key": "k1"}
    first = as_lin.post(f"{V1}/sessions/", body, headers=keyed)
    again = as_lin.post(f"{V1}/sessions/", body, headers=keyed)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()

    other = as_lin.post(f"{V1}/sessions/", body | {"note": "x"}, headers=keyed)
    assert problem(other) == (422, "key_reused")
    assert Session.objects.count() == 1


def test_an_organization_suspended_elsewhere_takes_no_hours_from_then_on(
    as_lin, association
):
    assert log(as_lin, association).status_code == 201
    # No signal tells this process, which still holds the organization's names.
    Organization.objects.filter(pk=association.pk).update(status="suspended")

    answer = log(
        as_lin,
        association,
        started_at=days_ago(2, "09:00"),
        ended_at=days_ago(2, "11:00"),
    )

    assert problem(answer) == (422, "organization_not_active")


@pytest.mark.parametrize("earlier", [1, 20])
def test_logging_takes_as_many_queries_on_a_full_day(
    as_lin, association, earlier, django_assert_num_queries
):
    for n in range(earlier):
        start = f"{8 + n // 4:02}:{n % 4 * 15:02}"
        end = f"{8 + n // 4:02}:{n % 4 * 15 + 10:02}"
        at = {"started_at": days_ago(1, start), "ended_at": days_ago(1, end)}
        log(as_lin, association, **at)
    limits.taken.forget()
    # The token, the limit, the day, the session; a savepoint made and released.
    with django_assert_num_queries(4):
        answer = log(
            as_lin,
            association,
            started_at=days_ago(1, "20:00"),
            ended_at=days_ago(1, "20:30"),
        )
    assert answer.status_code == 201
