"""A person counts under one home: from a move on under the new one."""

import pytest
from django.db import transaction
from django.utils import timezone

from hours import rules
from hours.models import ActiveCount, VolunteerYear
from tests.factories import NOON, log_session, moment
from tests.racing import in_background
from volunteers.models import District, Site

THEN = moment("2021-07-01 12:00")


@pytest.fixture
def center(db):
    return Site.objects.create(
        code="320703", kind="center", name="连云区中心", district_id="320703"
    )


def move(person, center):
    return rules.move_home(
        volunteer=person,
        district=District.objects.get(pk="320703"),
        home_site=center,
        at=THEN,
    )


def approve_two_hours(person, association, by, *, start):
    at = moment(start[:10] + " 20:00")
    session = log_session(
        volunteer=person, organization=association, start=start, at=at
    )
    rules.approve(sessions=[session], by=by, at=at)


def homes(person):
    years = VolunteerYear.objects.filter(volunteer=person).order_by("year")
    return list(years.values_list("year", "home_district", "home_site"))


def test_years_before_a_move_stay_where_they_were(lin, association, zhao, center):
    for start in ("2020-03-05 09:00", "2021-03-05 09:00"):
        approve_two_hours(lin, association, zhao, start=start)

    move(lin, center)

    assert homes(lin) == [(2020, "320706", None), (2021, "320703", center.pk)]
    counted = ActiveCount.objects.filter(people__gt=0).order_by("year")
    assert list(counted.values_list("year", "district", "site", "people")) == [
        (2020, "320706", None, 1),
        (2021, "320703", center.pk, 1),
    ]

    # Hours approved later go where the year is.
    approve_two_hours(lin, association, zhao, start="2021-07-02 09:00")
    assert homes(lin)[1] == (2021, "320703", center.pk)


def test_a_move_to_where_one_is_changes_nothing(lin, center, django_assert_num_queries):
    move(lin, center)
    district = District.objects.get(pk="320703")
    with django_assert_num_queries(4):  # savepoint, person, sessions, release
        rules.move_home(volunteer=lin, district=district, home_site=center, at=THEN)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_who_approves_while_a_person_moves_waits_and_counts_at_the_new_home(
    lin, association, zhao, center
):
    session = log_session(volunteer=lin, organization=association)
    with transaction.atomic():
        rules.move_home(
            volunteer=lin,
            district=District.objects.get(pk="320703"),
            home_site=center,
            at=NOON,
        )
        zhao_approves = in_background(
            lambda: rules.approve(sessions=[session], by=zhao, at=timezone.now())
        )
        assert zhao_approves.waits()
    assert zhao_approves.result().decided == 1
    assert homes(lin) == [(2020, "320703", center.pk)]
