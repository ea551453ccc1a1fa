"""Minors' hours: a guardian must have agreed on the service date (L23)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import ServiceField
from hours import rules
from hours.errors import NoGuardianAgreed, NotARecorder, NotYours, TooYoungThatDay
from hours.models import Session
from tests.api.calls import V1, signed_in
from tests.factories import make_account, make_volunteer
from tests.families import (
    born,
    days_ago,
    make_youth,
    register_child,
    signed_at_a_desk,
)
from volunteers import rules as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(association):
    """Logs two hours from nine on the day so many days ago."""

    def log(person, days=1, by=None, start=9):
        started_at = days_ago(days, start)
        claim = rules.Claim(
            volunteer=person,
            organization=association,
            started_at=started_at,
            ended_at=started_at + timedelta(hours=2),
            service_field=ServiceField.objects.get(pk="0006"),
        )
        by = by or person.account
        return rules.log(claim=claim, by=by, at=timezone.now())[0]

    return log


def test_before_a_guardian_agrees_nothing_is_logged(log):
    xiaohai = make_youth()
    with pytest.raises(NoGuardianAgreed):
        log(xiaohai)

    signed_at_a_desk(xiaohai, days_ago(3))

    assert log(xiaohai, days=1)
    assert log(xiaohai, days=3), "on the day of the consent, whatever the hour"
    with pytest.raises(NoGuardianAgreed):
        log(xiaohai, days=4)


def test_after_it_was_taken_back_nothing_is_logged_of_what_came_later(log):
    xiaohai = make_youth()
    mother = signed_at_a_desk(xiaohai, days_ago(5))
    people.take_back(guardian=mother, at=days_ago(2, hour=12))

    assert log(xiaohai, days=3)
    assert log(xiaohai, days=2, start=9), "it had ended by then"
    for days, start in ((2, 11), (2, 14), (1, 9)):
        with pytest.raises(NoGuardianAgreed):
            log(xiaohai, days=days, start=start)


def test_a_recorder_waits_for_the_guardian_as_well(log, qian):
    xiaohai = make_youth()
    with pytest.raises(NoGuardianAgreed):
        log(xiaohai, by=qian)
    signed_at_a_desk(xiaohai, days_ago(2))
    assert log(xiaohai, by=qian)


@pytest.mark.parametrize(
    ("birth_date", "days", "refused"),
    [
        (born(18, days=-2), 2, None),
        (born(18, days=-2), 3, NoGuardianAgreed),
        (born(8, days=-2), 2, NoGuardianAgreed),
        (born(8, days=-2), 3, TooYoungThatDay),
    ],
)
def test_ages_are_those_of_the_service_date(birth_date, days, refused, log):
    person = make_volunteer("young", birth_date=birth_date)
    if refused is None:
        assert log(person, days)
        return
    with pytest.raises(refused):
        log(person, days)


# A guardian acts for a child


@pytest.fixture
def child(lin):
    """Lin's, since three days ago."""
    one = register_child(lin.account, at=days_ago(3))
    lin.account.appointments_today = None
    return one


def test_a_guardian_logs_for_the_child(child, lin, log):
    session = log(child, by=lin.account)

    assert (session.volunteer, session.submitted_by) == (child, lin.account)
    assert session.evidence == "declared"


def test_nobody_else_does(child, mei, log):
    with pytest.raises(NotARecorder):
        log(child, by=mei.account)


def test_the_guardian_sees_takes_back_and_answers(child, lin, mei, hu, log):
    session = log(child, by=lin.account)
    rules.query(sessions=[session], by=hu, reason="Until when?", at=timezone.now())

    assert Session.objects.visible_to(lin.account).get() == session
    assert not Session.objects.visible_to(mei.account).exists()
    with pytest.raises(NotYours):
        rules.answer(session=session, text="x", by=mei.account, at=timezone.now())
    rules.answer(session=session, text="11:00", by=lin.account, at=timezone.now())
    told = signed_in(lin.account).get(f"{V1}/sessions/{session.pk}/").json()
    assert [one["act"] for one in told["history"]] == ["submit", "query", "answer"]
    assert told["volunteer"]["name"] == child.name
    with pytest.raises(NotYours):
        rules.withdraw(session=session, by=mei.account, at=timezone.now())
    taken_back = rules.withdraw(session=session, by=lin.account, at=timezone.now())
    assert taken_back.status == "withdrawn"


def test_nobody_decides_the_hours_of_a_ward(zhao, log):
    child = register_child(zhao, at=days_ago(3))
    zhao.appointments_today = None
    session = log(child, by=zhao)

    outcome = rules.approve(sessions=[session], by=zhao, at=timezone.now())

    assert outcome.refused_by_code == {"own_session": 1}


def test_who_signs_in_alone_logs_alone(child, lin, log):
    child.account = make_account("xiaoxiao")
    child.save()
    lin.account.appointments_today = None

    with pytest.raises(NotARecorder):
        log(child, by=lin.account)
    assert log(child)
    assert Session.objects.visible_to(lin.account).exists()


def test_over_the_api_too(child, lin, mei, association):
    claim = {
        "volunteer": child.number,
        "organization": str(association.pk),
        "service_field": "0006",
        "started_at": days_ago(1, 9).isoformat(),
        "ended_at": days_ago(1, 11).isoformat(),
    }
    told = signed_in(lin.account).post(f"{V1}/sessions/", claim)
    assert (told.status_code, told.json()["volunteer"]["number"]) == (
        201,
        child.number,
    )
    assert signed_in(mei.account).post(f"{V1}/sessions/", claim).status_code == 403
    early = claim | {
        "started_at": days_ago(9, 9).isoformat(),
        "ended_at": days_ago(9, 11).isoformat(),
    }
    refused = signed_in(lin.account).post(f"{V1}/sessions/", early)
    assert (refused.status_code, refused.json()["code"]) == (422, "no_guardian_agreed")
