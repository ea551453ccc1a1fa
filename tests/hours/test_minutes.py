"""Minutes and service dates are the database's own (L02, L03, L36)."""

import pytest
from django.db import models

from hours import rules
from hours.models import Session, VolunteerYear
from tests.behind_the_back import refused_by
from tests.factories import log_session, moment

pytestmark = pytest.mark.database


@pytest.fixture
def claim(lin, association):
    """A claim nobody looks at but the database."""
    like = log_session(
        volunteer=lin, organization=association, start="2020-01-02 09:00"
    )

    def insert(start, end, *, break_minutes=0):
        return Session.objects.create(
            volunteer=lin,
            organization=association,
            district=like.district,
            service_field=like.service_field,
            evidence="declared",
            submitted_by=lin.account,
            started_at=moment(start),
            ended_at=moment(end) if end else None,
            break_minutes=break_minutes,
            status="submitted" if end else "open",
        )

    return insert


@pytest.mark.parametrize(
    ("start", "end", "minutes", "service_date"),
    [
        ("2020-03-05 09:00", "2020-03-05 10:00", 60, "2020-03-05"),
        ("2020-03-05 09:00", "2020-03-05 09:20", 20, "2020-03-05"),
        # Seconds are cut off, never rounded up.
        ("2020-03-05 09:00:00", "2020-03-05 09:59:59", 59, "2020-03-05"),
        ("2020-03-05 09:00:30", "2020-03-05 10:00:29", 59, "2020-03-05"),
        ("2020-03-05 09:00:00", "2020-03-05 09:01:59.999999", 1, "2020-03-05"),
        # The day is that of Lianyungang: in UTC these are the day before.
        ("2020-03-05 00:00", "2020-03-05 00:30", 30, "2020-03-05"),
        ("2020-01-01 07:00", "2020-01-01 07:30", 30, "2020-01-01"),
        # Until midnight is within the day; both halves of the night are their own.
        ("2020-03-04 23:30", "2020-03-05 00:00", 30, "2020-03-04"),
        ("2020-12-31 23:00", "2021-01-01 00:00", 60, "2020-12-31"),
        ("2024-02-29 00:00", "2024-03-01 00:00", 1440, "2024-02-29"),
    ],
)
def test_minutes_and_date_follow_from_start_and_end(
    claim, start, end, minutes, service_date
):
    session = claim(start, end)
    session.refresh_from_db()
    assert (session.minutes, f"{session.service_date}") == (minutes, service_date)


def test_a_break_does_not_count(claim):
    assert (
        claim("2020-03-05 09:00", "2020-03-05 12:00", break_minutes=45).minutes == 135
    )


def test_three_times_twenty_minutes_are_an_hour(claim):
    for start, end in [("09:00", "09:20"), ("09:20", "09:40"), ("09:40", "10:00")]:
        claim(f"2020-03-05 {start}", f"2020-03-05 {end}")
    day = Session.objects.filter(service_date="2020-03-05")
    assert day.aggregate(sum=models.Sum("minutes"))["sum"] == 60


def test_who_is_on_site_has_no_minutes_yet(claim):
    session = claim("2020-03-05 09:00", None)
    assert (session.minutes, f"{session.service_date}") == (None, "2020-03-05")


@pytest.mark.parametrize(
    ("start", "end", "break_minutes"),
    [
        ("2020-03-05 09:00", "2020-03-05 09:00", 0),
        ("2020-03-05 10:00", "2020-03-05 09:00", 0),
        ("2020-03-05 09:00", "2020-03-05 09:00:59", 0),
        ("2020-03-05 09:00", "2020-03-05 10:00", 60),
        ("2020-03-05 09:00", "2020-03-05 10:00", 61),
    ],
)
def test_less_than_a_minute_is_no_session(claim, start, end, break_minutes):
    with refused_by("session_ends_after_it_starts"):
        claim(start, end, break_minutes=break_minutes)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2020-03-04 23:30", "2020-03-05 00:30"),
        ("2020-03-04 23:30", "2020-03-05 00:00:01"),
        ("2020-03-04 09:00", "2020-03-05 09:00"),
        # The same day in UTC, not in Lianyungang.
        ("2020-03-04 23:00", "2020-03-05 01:00"),
    ],
)
def test_a_session_stays_within_its_local_day(claim, start, end):
    with refused_by("session_stays_within_its_local_day"):
        claim(start, end)


def test_nothing_but_an_open_session_is_without_end(claim):
    session = claim("2020-03-05 09:00", None)
    with refused_by("submitted_session_has_ended"):
        Session.objects.filter(pk=session.pk).update(status="submitted")


def test_the_last_hour_of_the_year_is_of_that_year(lin, association, zhao):
    at = moment("2021-01-02 12:00")
    session = log_session(
        volunteer=lin,
        organization=association,
        start="2020-12-31 23:00",
        minutes=60,
        at=at,
    )
    rules.approve(sessions=[session], by=zhao, at=at)
    assert VolunteerYear.objects.get(volunteer=lin).year == 2020
