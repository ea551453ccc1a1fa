"""The detectors look at a city in which one fraud of each kind was planted."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from city.demo import seeding
from city.demo.frauds import PAPER, SHAM
from hours.integrity.detectors import ALL, BY_CODE
from hours.integrity.look import look
from hours.models import Finding
from hours.reconcile import reconcile
from policies.models import Policy
from policies.reports import HELD
from tests.city.small import YEAR, plan, quietly


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The article's year alone, so that the planted hours are part of it."""
    folder = tmp_path_factory.mktemp("var")
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_DIR=folder),
        transaction.atomic(),
    ):
        seeding.seed(plan(scale=0.001, running_year=False), progress=quietly)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def city(seeded, db):
    """The city, as it was built, for one test."""


def found_by(code):
    look(
        BY_CODE[code],
        since=date(YEAR, 1, 1),
        until=date(YEAR, 12, 31),
        at=timezone.now(),
    )
    return Finding.objects.filter(detector=code)


def test_planted_hours_are_in_the_ledger_like_all_others(city):
    assert reconcile() == []


@pytest.mark.parametrize(
    ("code", "cases", "sessions"),
    [
        ("entered_at_once", 3, 3 * 14),
        ("same_roster", 1, 24 * 6),
        ("nobody_checked_in", 1, 60),
        ("approve_each_other", 1, 24),
        ("never_checked_in", 1, 30),
        ("long_days", 1, 4),
        ("long_weeks", 1, 7),
        ("made_for_hours", 1, 24),
        ("mostly_entered", 1, 60),
        ("at_night", 1, 22),
        ("strange_field", 1, 22),
        ("far_apart", 1, 10),
        ("one_phone", 1, 0),
    ],
)
def test_each_detector_finds_its_own_and_nothing_else(city, code, cases, sessions):
    found = found_by(code)

    assert found.count() == cases
    assert sum(one.sessions for one in found) == sessions
    # All of them, so that all can be taken back.
    assert sum(len(set(one.shown)) for one in found) == sessions


def test_a_case_shows_what_it_is_about(city):
    roster = found_by("same_roster").get()
    assert roster.organization.name == SHAM
    assert roster.figures == {"people": 24, "days": 6}
    assert roster.evidence().count() == len(roster.shown) == 24 * 6

    phone = found_by("one_phone").get()
    assert len(phone.people) == 9

    assert found_by("mostly_entered").get().organization.name == PAPER
    longest = found_by("long_days").get()
    assert longest.figures == {"days": 2, "most": 840}
    assert longest.evidence().count() == 4
    assert found_by("far_apart").get().figures["times"] == 5


def test_who_looks_again_finds_the_same_cases(city):
    first = found_by("entered_at_once")
    known = set(first.values_list("pk", "found_at"))

    assert set(found_by("entered_at_once").values_list("pk", "found_at")) == known


def test_days_that_nobody_asked_about_are_not_looked_at(city):
    for one in ALL:
        if one.code == "one_phone":  # of people, not of days
            continue
        look(one, since=date(2019, 1, 1), until=date(2019, 12, 31), at=timezone.now())

    assert not Finding.objects.exists()


@pytest.mark.parametrize("code", [one.code for one in ALL])
def test_the_citys_numbers_say_from_where_on_a_detector_speaks(city, code):
    for limit in BY_CODE[code].limits:
        Policy.objects.filter(code=f"integrity_{limit}").update(value=1_000_000)
    HELD.forget()

    assert not found_by(code).exists()
