"""Totals follow the ledger in the same transaction."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from hours import rules
from hours.models import (
    ActiveCount,
    CityMonth,
    OrganizationMonth,
    OrganizationYear,
    SiteMonth,
    VolunteerOrganizationYear,
    VolunteerYear,
)
from hours.reconcile import reconcile
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_activity,
    make_organization,
    make_volunteer,
    moment,
)
from volunteers.models import Site

pytestmark = pytest.mark.database

YEAR_END = moment("2020-12-31 20:00")


@pytest.fixture
def center(db):
    return Site.objects.create(
        code="320706",
        kind="center",
        name="海州区新时代文明实践中心",
        district_id="320706",
    )


def approve(*sessions, by, at=NOON):
    return rules.approve(sessions=sessions, by=by, at=at)


def test_one_hour_arrives_in_every_total(lin, association, center, zhao):
    at_the_center = make_activity(association, site=center)
    session = log_session(
        volunteer=lin, organization=association, activity=at_the_center, minutes=60
    )

    approve(session, by=zhao)

    totals = [
        VolunteerYear.objects.get(volunteer=lin, year=2020),
        VolunteerOrganizationYear.objects.get(
            volunteer=lin, organization=association, year=2020
        ),
        OrganizationMonth.objects.get(
            organization=association,
            month=date(2020, 3, 1),
            district="320703",
            service_field="0006",
        ),
        OrganizationYear.objects.get(
            organization=association, year=2020, district="320703"
        ),
        CityMonth.objects.get(month=date(2020, 3, 1), district="320703"),
        SiteMonth.objects.get(site=center, month=date(2020, 3, 1)),
    ]
    assert [(one.minutes, one.sessions) for one in totals] == [(60, 1)] * 6
    assert [one.by_evidence for one in totals] == [
        {"timed": 0, "witnessed": 0, "declared": 60, "entered": 0}
    ] * 6


def test_each_grade_of_evidence_has_its_own_sum(lin, association, qian, zhao):
    same_day = moment("2020-03-03 20:00")
    sessions = [
        log_session(volunteer=lin, organization=association, minutes=10),
        log_session(
            volunteer=lin,
            organization=association,
            start="2020-03-03 09:00",
            minutes=20,
            by=qian,
            at=same_day,
        ),
        log_session(
            volunteer=lin,
            organization=association,
            start="2020-03-04 09:00",
            minutes=40,
            by=qian,
        ),
    ]
    approve(*sessions, by=zhao)
    rules.reverse(sessions=sessions[2:], by=zhao, reason="Beach closed", at=EVENING)

    year = VolunteerYear.objects.get(volunteer=lin)
    assert (year.minutes, year.sessions) == (30, 2)
    assert year.by_evidence == {
        "timed": 0,
        "witnessed": 20,
        "declared": 10,
        "entered": 0,
    }


def test_people_count_at_home_and_minutes_where_they_were_served(
    lin, association, beach_cleaning, zhao
):
    # Lin lives in Haizhou and cleans the beach of Lianyun.
    approve(
        log_session(volunteer=lin, organization=association, activity=beach_cleaning),
        by=zhao,
    )
    assert OrganizationMonth.objects.get().district_id == "320703"
    assert ActiveCount.objects.get().district_id == "320706"


def test_months_and_years_are_those_of_the_service(lin, association, zhao):
    sessions = [
        log_session(
            volunteer=lin,
            organization=association,
            start=start,
            minutes=60,
            at=moment("2020-01-02 12:00"),
        )
        for start in ("2019-12-31 23:00", "2020-01-01 00:00")
    ]
    approve(*sessions, by=zhao, at=NOON)

    months = OrganizationMonth.objects.order_by("month")
    assert [f"{one.month}" for one in months] == ["2019-12-01", "2020-01-01"]
    assert [one.year for one in VolunteerYear.objects.order_by("year")] == [2019, 2020]


def test_a_person_s_hours_with_two_organizations_stand_apart(
    lin, association, beach_team, zhao, stranger
):
    here = log_session(volunteer=lin, organization=association, minutes=60)
    there = log_session(
        volunteer=lin, organization=beach_team, start="2020-03-04 09:00", minutes=90
    )
    approve(here, by=zhao)
    approve(there, by=stranger)

    by_organization = VolunteerOrganizationYear.objects.order_by("minutes")
    assert [one.minutes for one in by_organization] == [60, 90]
    assert VolunteerYear.objects.get().minutes == 150


def test_each_organization_adds_to_a_stripe_of_its_own(lin, qian, zhao):
    teams = [
        make_organization(f"Team {digit}", pk=UUID(f"{digit}0{digit}".rjust(32, "a")))
        for digit in "3f"
    ]
    for day, team in enumerate(teams, start=2):
        appoint(zhao, "approver", team)
        start = f"2020-03-{day:02} 09:00"
        approve(
            log_session(volunteer=lin, organization=team, start=start, minutes=day),
            by=zhao,
        )

    months = CityMonth.objects.order_by("stripe")
    assert [(one.stripe, one.minutes) for one in months] == [(3, 2), (15, 3)]
    assert reconcile() == []


# Whole minutes of a year, and the band they fall into.
BANDS = [(1, 1), (299, 1), (300, 2), (1199, 2), (1200, 3), (2999, 3), (3000, 4)]


@pytest.mark.parametrize(("minutes", "band"), BANDS)
def test_a_person_is_counted_in_the_band_of_the_year(
    lin, association, zhao, minutes, band
):
    approve(*spread(lin, association, minutes), by=zhao, at=YEAR_END)
    assert people_by_band() == {band: 1}
    assert reconcile() == []


def test_a_person_moves_up_and_down_the_bands_and_is_never_counted_twice(
    lin, mei, association, zhao
):
    first, second, third = spread(lin, association, 1300)
    approve(*spread(mei, association, 60), by=zhao)
    assert people_by_band() == {1: 1}

    approve(first, by=zhao, at=YEAR_END)
    assert people_by_band() == {1: 1, 2: 1}
    approve(second, third, by=zhao, at=YEAR_END)
    assert people_by_band() == {1: 1, 3: 1}

    for session, bands in ((first, {1: 1, 2: 1}), (second, {1: 1, 2: 1})):
        rules.reverse(sessions=[session], by=zhao, reason="Closed", at=YEAR_END)
        assert people_by_band() == bands
    rules.reverse(sessions=[third], by=zhao, reason="Closed", at=YEAR_END)
    assert people_by_band() == {1: 1}
    assert reconcile() == []


def test_people_are_counted_under_their_own_site(association, center, zhao, qian):
    people = [make_volunteer(home_site=center), make_volunteer()]
    approve(
        *[
            log_session(volunteer=one, organization=association, by=qian)
            for one in people
        ],
        by=zhao,
    )
    counts = ActiveCount.objects.order_by("site")
    assert [(one.site_id, one.people) for one in counts] == [(center.pk, 1), (None, 1)]


def test_who_moves_is_counted_where_the_year_began(lin, association, zhao):
    first, second = spread(lin, association, 960)
    approve(first, by=zhao)
    lin.district_id = "320703"
    lin.save()
    approve(second, by=zhao)
    assert ActiveCount.objects.get(people__gt=0).district_id == "320706"
    assert reconcile() == []


def test_a_roster_of_a_hundred_is_one_posting(
    association, qian, zhao, django_assert_num_queries
):
    roster = [
        log_session(volunteer=make_volunteer(), organization=association, by=qian)
        for _ in range(100)
    ]
    appoint(zhao, "recorder", association)
    with django_assert_num_queries(5):  # BEGIN, offices, lock, approve and post, END
        outcome = approve(*roster, by=zhao)
    assert (outcome.decided, outcome.minutes) == (100, 12_000)
    assert people_by_band() == {1: 100}


def spread(person, organization, minutes):
    """So many minutes as sessions of at most eight hours a day."""
    sessions, day = [], moment("2020-03-01 08:00")
    while minutes:
        today = min(minutes, 480)
        sessions.append(
            log_session(
                volunteer=person,
                organization=organization,
                start=f"{day:%Y-%m-%d %H:%M}",
                minutes=today,
                at=day + timedelta(hours=10),
            )
        )
        minutes -= today
        day += timedelta(days=1)
    return sessions


def people_by_band():
    counts = ActiveCount.objects.filter(people__gt=0).order_by("band")
    return {one.band: one.people for one in counts}
