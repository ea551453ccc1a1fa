"""How fast an organization decides, and what volunteers are told of it."""

import itertools
import random
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from config import upkeep
from hours import pace, rules
from hours.models import OrganizationPace
from hours.pace import Waits, paces_of
from policies.calendar import add_working_days, working_days_between
from tests.factories import log_session, make_organization, make_volunteer, moment
from tests.hours.at_the_desk import signed_in, text

AT = moment("2020-03-31 20:00")
TODAY = date(2020, 3, 31)
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def decide(zhao):
    """Sends a session on a day of March, and decides it on another."""
    numbers = itertools.count()

    def _decide(organization, sent, decided, act):
        session = log_session(
            volunteer=make_volunteer(f"p{next(numbers)}"),
            organization=organization,
            start="2020-03-01 08:00",
            at=moment(f"2020-03-{sent:02} 09:00"),
        )
        act(sessions=[session], by=zhao, at=moment(f"2020-03-{decided:02} 09:00"))

    return _decide


@pytest.fixture
def reject(decide):
    """Refusals: their moment is the one given."""

    def _reject(organization, sent, decided):
        def act(**said):
            return rules.reject(reason_code="not_present", **said)

        return decide(organization, sent, decided, act)

    return _reject


def pace_at(organization):
    pace.refresh(at=AT)
    row = OrganizationPace.objects.get(pk=organization.pk)
    return (row.decisions, row.half_within, row.most_within)


def test_the_pace_is_what_counting_the_days_one_by_one_says(association, reject):
    draw = random.Random(5)
    took = []
    for _ in range(25):
        sent = draw.randint(2, 20)
        decided = sent + draw.randint(0, 9)
        reject(association, sent, decided)
        days = working_days_between(date(2020, 3, sent), date(2020, 3, decided))
        took.append(days)
    took.sort()
    # The smallest that half, and four of five, do not pass.
    assert pace_at(association) == (25, took[12], took[19])


def test_what_says_nothing_of_the_pace_is_left_out(association, reject, lin, zhao):
    reject(association, 2, 4)
    asked = log_session(
        volunteer=lin, organization=association, at=moment("2020-03-05 21:00")
    )
    rules.query(sessions=[asked], by=zhao, at=moment("2020-03-09 09:00"), reason="?")
    rules.answer(session=asked, text="!", by=lin.account, at=moment("2020-03-20 09:00"))
    said = {"by": zhao, "at": moment("2020-03-20 10:00"), "reason": "No"}
    rules.reject(sessions=[asked], **said)
    long = log_session(
        volunteer=lin,
        organization=association,
        start="2020-03-06 08:00",
        minutes=600,
        at=moment("2020-03-06 21:00"),
    )
    assert long.level != "organization"
    assert pace_at(association) == (1, 2, 2)


def test_approvals_count_and_corrections_do_not(association, zhao, lin):
    session = log_session(
        volunteer=lin,
        organization=association,
        start=f"{YESTERDAY} 09:00",
        at=timezone.now(),
    )
    rules.approve(sessions=[session], by=zhao, at=timezone.now())
    session.refresh_from_db()
    times = rules.Times(
        started_at=session.started_at, ended_at=session.ended_at, break_minutes=15
    )
    rules.correct(
        session=session, times=times, by=zhao, at=timezone.now(), reason="A break"
    )
    pace.refresh(at=timezone.now() + timedelta(minutes=1))
    row = OrganizationPace.objects.get(pk=association.pk)
    assert (row.decisions, row.half_within, row.most_within) == (1, 0, 0)


@pytest.fixture
def paced(association, reject):
    """Twenty decisions: most within three working days."""
    for n in range(20):
        reject(association, 2, 5 if n >= 10 else 3)
    pace.refresh(at=AT)


@pytest.fixture
def waiting(lin, association):
    def _waiting(**more):
        return log_session(
            volunteer=lin,
            organization=association,
            start="2020-03-19 09:00",
            at=moment("2020-03-20 12:00"),
            **more,
        )

    return _waiting


def expected(session, today=TODAY):
    return Waits([session], today=today).of(session)


def test_a_volunteer_is_told_by_the_organization_s_own_pace(paced, waiting, lin):
    session = waiting()
    told = expected(session, today=date(2020, 3, 23))
    assert (told.on, told.within) == (date(2020, 3, 25), 3)

    reader = signed_in(lin.account)
    fresh = log_session(
        volunteer=lin,
        organization=session.organization,
        start=f"{YESTERDAY} 09:00",
        at=timezone.now(),
    )
    on = add_working_days(timezone.localdate(), 3)
    said = f"Decided as a rule within 3 working days: by {on:%a} {on.day}"
    for address in (
        f"/me/?year={YESTERDAY.year}",
        f"/sessions/{fresh.pk}/",
        f"/sessions/log/done/?id={fresh.pk}",
    ):
        assert said in text(reader.get(address)), address


def test_the_city_s_limit_is_told_where_the_pace_says_nothing(
    association, reject, waiting, paced
):
    above = waiting(minutes=600)
    assert (expected(above).within, expected(above).on) == (None, date(2020, 3, 27))


def test_what_takes_longer_than_is_the_rule_goes_by_the_city_s_limit(paced, waiting):
    session = waiting()
    assert expected(session, today=date(2020, 3, 26)).on == date(2020, 3, 27)


def test_nineteen_decisions_say_nothing(association, reject):
    for _ in range(19):
        reject(association, 2, 3)
    pace.refresh(at=AT)
    assert paces_of([association.pk]) == {}
    reject(association, 2, 3)
    pace.refresh(at=AT)
    assert paces_of([association.pk])[association.pk].most == 1


def test_staff_see_pace_and_oldest(paced, waiting, association, wang, zhao, lin):
    waiting()
    said = "half within 1 working day, four in five within 3"
    assert said in text(signed_in(wang).get("/desk/"))
    here = f"/organizations/{association.pk}/"
    page = text(signed_in(wang).get(here))
    assert said in page
    assert "oldest:" in page
    assert said not in text(signed_in(lin.account).get(here))


def test_who_decides_at_once_decides_within_a_day():
    with translation.override("en"):
        told = pace.Pace(decisions=20, half=0, most=0).sentence
    assert told == "half within 1 working day, four in five within 1"


def test_upkeep_reckons_once_a_day(association):
    upkeep.run(at=AT)
    assert OrganizationPace.objects.get(pk=association.pk).decisions == 0
    newer = make_organization("港城救援队")
    upkeep.run(at=AT + timedelta(hours=2))
    assert not OrganizationPace.objects.filter(pk=newer.pk).exists()
    upkeep.run(at=AT + timedelta(hours=12))
    assert OrganizationPace.objects.filter(pk=newer.pk).exists()
