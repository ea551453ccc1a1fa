"""Rosters over the API: many people in one call, and why some were left out."""

from uuid import uuid4

import pytest

from hours.models import Session
from tests.api.calls import NO_SUCH_ID, V1, days_ago, problem, signed_in
from tests.factories import log_session, make_volunteer
from volunteers.identifiers import volunteer_number

NOBODYS = volunteer_number(area="320706", month="2001", serial=999_999)


def period(ago=1, start="09:00", end="11:00", **more):
    return {"started_at": days_ago(ago, start), "ended_at": days_ago(ago, end)} | more


def record(caller, organization, people, key=None, wrong=None, **changes):
    said = {
        "organization": str(organization.pk),
        "service_field": "0006",
        "periods": [period()],
        "people": [getattr(one, "number", one) for one in people],
    }
    headers = {"Idempotency-Key": key} if key else {}
    return caller.post(
        f"{V1}/rosters/", said | changes | (wrong or {}), headers=headers
    )


def test_qian_records_forty_and_hears_of_two(as_qian, qian, association, lin, mei):
    from django.utils import timezone

    log_session(
        volunteer=lin,
        organization=association,
        start=days_ago(1)[:16].replace("T", " "),
        at=timezone.now(),
    )
    forty = [make_volunteer() for _ in range(40)]
    periods = [period(), period(ago=2, break_minutes=30)]

    answer = record(as_qian, association, [*forty, lin, NOBODYS], periods=periods)

    assert answer.status_code == 201
    told = answer.json()
    assert (told["recorded"], told["minutes"]) == (81, 40 * 210 + 90)
    assert [
        (one["volunteer"], one["period"], one["code"]) for one in told["refused"]
    ] == [(NOBODYS, None, "not_found"), (lin.number, 0, "overlaps")]
    assert all(one["detail"] for one in told["refused"])
    assert Session.objects.filter(submitted_by=qian, evidence="entered").count() == 81


def test_the_same_key_is_the_same_sessions_for_ever(as_qian, association, lin):
    from config.models import IdempotencyKey

    key = str(uuid4())
    first = record(as_qian, association, [lin], key)
    assert record(as_qian, association, [lin], key).json() == first.json()
    # The kept answer is forgotten after a day; the sessions still know the key.
    IdempotencyKey.objects.all().delete()
    assert record(as_qian, association, [lin], key).json() == first.json()
    assert Session.objects.count() == 1
    # Without a key the same people's time is taken.
    again = record(as_qian, association, [lin]).json()
    assert (again["recorded"], again["refused"][0]["code"]) == (0, "overlaps")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"people": []}, "people"),
        ({"people": ["V"] * 501}, "people"),
        ({"people": "V"}, "people"),
        ({"periods": []}, "periods"),
        ({"periods": [{}] * 11}, "periods"),
        ({"periods": [{"started_at": "2020-03-05T09:00:00"}]}, "periods"),
        ({"organization": NO_SUCH_ID}, "organization"),
    ],
)
def test_what_is_malformed_is_said_by_field(as_qian, association, lin, wrong, field):
    answer = record(as_qian, association, [lin], wrong=wrong)
    assert problem(answer) == (400, "invalid")
    assert field in answer.json()["errors"]


def test_only_who_records_there(as_lin, as_stranger, as_wang, as_zhao, qian, lin):
    association = qian.appointments.get().organization
    assert record(as_lin, association, [lin]).status_code == 403
    for caller in (as_stranger, as_wang):
        answer = record(caller, association, [lin])
        assert problem(answer) == (403, "not_a_recorder")
    reader = signed_in(qian, ["read", "log"])
    assert record(reader, association, [lin]).status_code == 403
    assert Session.objects.count() == 0
    assert record(as_zhao, association, [lin]).status_code == 201
