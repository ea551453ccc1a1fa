"""One person, one timeline: nobody is in two places at a time (L03, L04)."""

from datetime import timedelta

import pytest

from hours.models import Session, Status
from hours.models.states import TAKES_TIME
from tests.behind_the_back import behind_the_back, refused_by
from tests.factories import log_session, moment

pytestmark = pytest.mark.database

NINE = moment("2020-03-05 09:00")
TEN = moment("2020-03-05 10:00")


@pytest.fixture
def nine_to_ten(lin, association):
    return log_session(
        volunteer=lin, organization=association, start="2020-03-05 09:00", minutes=60
    )


def insert(like, *, started_at=NINE, ended_at=TEN, **values):
    """A session beside all rules, as only the database sees it."""
    return Session.objects.create(
        **{
            "volunteer": like.volunteer,
            "organization": like.organization,
            "district": like.district,
            "service_field": like.service_field,
            "evidence": "declared",
            "submitted_by": like.submitted_by,
            "started_at": started_at,
            "ended_at": ended_at,
        }
        | values
    )


OVERLAPPING = {
    "the same time": (NINE, TEN),
    "within": (NINE + timedelta(minutes=20), TEN - timedelta(minutes=20)),
    "around": (NINE - timedelta(hours=1), TEN + timedelta(hours=1)),
    "one minute into the end": (TEN - timedelta(minutes=1), TEN + timedelta(hours=1)),
    "one minute into the start": (
        NINE - timedelta(hours=1),
        NINE + timedelta(minutes=1),
    ),
}


@pytest.mark.parametrize("times", OVERLAPPING.values(), ids=OVERLAPPING)
def test_the_database_refuses_two_places_at_a_time(nine_to_ten, times):
    start, end = times
    with refused_by("volunteer_is_in_one_place_at_a_time"):
        insert(nine_to_ten, started_at=start, ended_at=end)


def test_another_organization_makes_no_difference(nine_to_ten, beach_team):
    with refused_by("volunteer_is_in_one_place_at_a_time"):
        insert(nine_to_ten, organization=beach_team)


def test_another_person_may_serve_at_the_same_time(nine_to_ten, mei):
    assert insert(nine_to_ten, volunteer=mei).minutes == 60


def test_one_session_ends_when_the_next_begins(nine_to_ten):
    hour = timedelta(hours=1)
    assert insert(nine_to_ten, started_at=TEN, ended_at=TEN + hour).minutes == 60
    assert insert(nine_to_ten, started_at=NINE - hour, ended_at=NINE).minutes == 60


@pytest.mark.parametrize("status", Status)
def test_what_is_not_accepted_or_taken_back_frees_the_time(nine_to_ten, status):
    behind_the_back("UPDATE hours_session SET status = %s", status)
    if status in TAKES_TIME:
        with refused_by("volunteer_is_in_one_place_at_a_time"):
            insert(nine_to_ten)
    else:
        assert insert(nine_to_ten).minutes == 60


def test_somebody_on_site_is_taken_until_midnight_and_no_longer(nine_to_ten, mei):
    insert(nine_to_ten, volunteer=mei, started_at=TEN, ended_at=None, status="open")
    evening = {
        "started_at": moment("2020-03-05 23:00"),
        "ended_at": moment("2020-03-06 00:00"),
    }
    with refused_by("volunteer_is_in_one_place_at_a_time"):
        insert(nine_to_ten, volunteer=mei, **evening)

    tomorrow = {
        "started_at": moment("2020-03-06 00:00"),
        "ended_at": moment("2020-03-06 00:30"),
    }
    assert insert(nine_to_ten, volunteer=mei, **tomorrow).minutes == 30


def test_who_is_on_site_is_not_on_site_elsewhere(nine_to_ten, mei):
    insert(nine_to_ten, volunteer=mei, ended_at=None, status="open")
    with refused_by("volunteer_is_in_one_place_at_a_time"):
        insert(nine_to_ten, volunteer=mei, started_at=TEN, ended_at=None, status="open")
