"""Totals that went wrong are put right from the ledger, while people work on."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from hours import rules
from hours.models import SiteMonth, VolunteerYear
from hours.rebuild import rebuild_totals
from hours.reconcile import reconcile
from tests.behind_the_back import behind_the_back
from tests.factories import NOON, log_session, make_activity
from tests.racing import held, in_background
from volunteers.models import Site

pytestmark = pytest.mark.database


@pytest.fixture
def center(db):
    return Site.objects.create(
        code="320706",
        kind="center",
        name="海州区新时代文明实践中心",
        district_id="320706",
    )


@pytest.fixture
def at_the_center(association, center):
    return make_activity(association, site=center)


@pytest.fixture
def counted(lin, mei, association, at_the_center, zhao):
    """Lin and Mei each gave two hours at the practice center."""
    sessions = [
        log_session(volunteer=one, organization=association, activity=at_the_center)
        for one in (lin, mei)
    ]
    rules.approve(sessions=sessions, by=zhao, at=NOON)
    return sessions


TOTALS = {
    "volunteer_year": "hours_volunteeryear",
    "volunteer_organization_year": "hours_volunteerorganizationyear",
    "organization_month": "hours_organizationmonth",
    "organization_year": "hours_organizationyear",
    "city_month": "hours_citymonth",
    "site_month": "hours_sitemonth",
}
WRONG = [
    "minutes = minutes + 7",
    "sessions = 0",
    "timed = 60, declared = declared - 60",
    "entered = 1",
]


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("total", TOTALS)
def test_a_wrong_total_is_found_and_mended(counted, total, wrong):
    behind_the_back(f"UPDATE {TOTALS[total]} SET {wrong}")  # noqa: S608
    assert total in {one.check for one in reconcile()}

    rebuild_totals()

    assert reconcile() == []


@pytest.mark.parametrize("total", TOTALS)
def test_a_missing_total_is_found_and_mended(counted, total):
    behind_the_back(f"DELETE FROM {TOTALS[total]}")  # noqa: S608
    assert total in {one.check for one in reconcile()}

    assert rebuild_totals()[total] >= 1

    assert reconcile() == []


def test_a_total_of_nothing_is_found_and_mended(counted, center):
    behind_the_back(
        "INSERT INTO hours_sitemonth (site_id, month, minutes, sessions,"
        " timed, witnessed, declared, entered)"
        " VALUES (%s, '2019-05-01', 60, 1, 60, 0, 0, 0)",
        center.pk,
    )
    (found,) = reconcile()
    assert found.off == {"minutes": -60, "sessions": -1, "timed": -60}

    rebuild_totals()

    assert reconcile() == []
    assert SiteMonth.objects.get(month="2019-05-01").minutes == 0


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE hours_activecount SET people = people + 1",
        "UPDATE hours_activecount SET band = 5",
        "DELETE FROM hours_activecount",
    ],
)
def test_a_wrong_count_of_active_people_is_found_and_mended(counted, wrong):
    behind_the_back(wrong)
    assert {one.check for one in reconcile()} == {"active_count"}

    rebuild_totals()

    assert reconcile() == []


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (
            "UPDATE volunteers_registeredday SET delta = delta + 1",
            {"registered_count", "registered_month"},
        ),
        (
            "DELETE FROM volunteers_registeredday",
            {"registered_count", "registered_month"},
        ),
        (
            "UPDATE volunteers_registeredmonth SET delta = delta + 1",
            {"registered_month"},
        ),
        ("DELETE FROM volunteers_registeredmonth", {"registered_month"}),
    ],
)
def test_a_wrong_count_of_registered_people_is_found_and_mended(counted, wrong, found):
    behind_the_back(wrong)
    assert {one.check for one in reconcile()} == found

    rebuild_totals()

    assert reconcile() == []


def test_a_year_keeps_the_home_it_is_counted_under(counted, lin):
    # Lin served in 2020 as one of Haizhou, and has moved to Lianyun since.
    lin.district_id = "320703"
    lin.save()
    behind_the_back("UPDATE hours_volunteeryear SET minutes = 1")

    rebuild_totals()

    year = VolunteerYear.objects.get(volunteer=lin)
    assert (year.minutes, year.home_district_id) == (120, "320706")
    assert reconcile() == []


def test_everything_at_once_in_small_steps(counted):
    for table in [
        *TOTALS.values(),
        "hours_activecount",
        "volunteers_registeredday",
        "volunteers_registeredmonth",
    ]:
        behind_the_back(f"DELETE FROM {table}")  # noqa: S608

    assert rebuild_totals(step=1) == {
        "volunteer_year": 2,
        "volunteer_organization_year": 2,
        "organization_month": 1,
        "organization_year": 1,
        "city_month": 1,
        "site_month": 1,
        # Followed the years of people by itself.
        "active_count": 0,
        "registered_count": 1,
        "registered_month": 1,
        "day_total": 0,
        "city_day": 0,
        "active_step": 0,
    }
    assert reconcile() == []


def test_the_command_says_what_it_put_right(counted):
    behind_the_back("UPDATE hours_sitemonth SET minutes = 0")
    assert rebuilding() == "site_month: 1 rows put right.\n"
    assert rebuilding() == "Every total was what the ledger says.\n"


def rebuilding():
    out = StringIO()
    call_command("rebuild_totals", stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_what_is_approved_while_totals_are_rebuilt_is_not_lost(
    lin, association, at_the_center, zhao, counted
):
    behind_the_back("UPDATE hours_organizationmonth SET minutes = 0")
    another = log_session(
        volunteer=lin,
        organization=association,
        activity=at_the_center,
        start="2020-03-04 09:00",
    )

    # The total is wrong by 240 minutes when the rebuilding looks; before it can
    # write, Captain Zhao adds 120 to the very row.
    with transaction.atomic():
        rules.approve(sessions=[another], by=zhao, at=NOON)
        rebuilding = in_background(rebuild_totals)
        assert rebuilding.waits()

    assert rebuilding.result()["organization_month"] == 1
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_two_rebuild_at_once_and_mend_once(counted):
    behind_the_back("UPDATE hours_organizationmonth SET minutes = 0")

    with held("SELECT FROM hours_organizationmonth FOR UPDATE"):
        first = in_background(rebuild_totals)
        assert first.waits()
        second = in_background(rebuild_totals)
        assert second.waits()

    assert first.result()["organization_month"] == 1
    assert second.result()["organization_month"] == 0
    assert reconcile() == []
