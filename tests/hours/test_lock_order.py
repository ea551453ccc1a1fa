"""Everyone locks totals in one order, so nobody ever waits in a circle."""

from uuid import UUID

import pytest
from django.db import connection

from config.database.owner import as_owner
from config.triggers import read_sql
from hours import rules
from hours.models import ActiveCount
from hours.reconcile import reconcile
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_organization,
    make_volunteer,
)
from tests.racing import held, in_background

pytestmark = pytest.mark.database


@pytest.mark.django_db(transaction=True)
def test_people_whose_year_begins_are_counted_in_the_same_pass(
    association, qian, zhao, hu
):
    def record(person, **claim):
        return log_session(
            volunteer=person, organization=association, by=qian, minutes=200, **claim
        )

    # In each of two districts somebody is active already, and somebody is not.
    homes = {"320703": [], "320706": []}
    for district, people in homes.items():
        people += [make_volunteer(district_id=district) for _ in range(2)]
        warm = record(people[0], start="2020-03-01 09:00")
        rules.approve(sessions=[warm], by=zhao, at=NOON)

    # Hu's roster moves the first district's count and begins in the second ...
    hus = [
        record(homes["320703"][0]),
        record(homes["320706"][1]),
    ]
    # ... and Zhao's the other way round.
    zhaos = [
        record(homes["320706"][0]),
        record(homes["320703"][1]),
    ]
    first = ActiveCount.objects.get(district_id="320703", band=1)
    with held("SELECT FROM hours_activecount WHERE id = %s FOR UPDATE", first.pk):
        hu_approves = in_background(lambda: rules.approve(sessions=hus, by=hu, at=NOON))
        assert hu_approves.waits()
        zhao_approves = in_background(
            lambda: rules.approve(sessions=zhaos, by=zhao, at=NOON)
        )
        assert zhao_approves.waits()

    assert hu_approves.result().decided == 2
    assert zhao_approves.result().decided == 2
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_organizations_wait_in_the_city_s_month_for_those_of_their_stripe_alone(
    qian, zhao
):
    def recorded(team, home):
        appoint(zhao, "approver", team)
        appoint(qian, "recorder", team)
        # Homes of their own: people of one home share a count.
        person = make_volunteer(district_id=home)
        return log_session(volunteer=person, organization=team, by=qian)

    def approving(session):
        return lambda: rules.approve(sessions=[session], by=zhao, at=NOON)

    same, again, other = (
        recorded(make_organization(f"Team {n}", pk=UUID(int=n)), home)
        for n, home in ((5, "320703"), (21, "320706"), (6, "320707"))
    )
    rules.approve(sessions=[same], by=zhao, at=NOON)
    with held("SELECT FROM hours_citymonth WHERE stripe = 5 FOR UPDATE"):
        waiting = in_background(approving(again))
        assert waiting.waits()
        passing = in_background(approving(other))
        blocked = passing.waits()

    assert waiting.result().decided == 1
    assert passing.result().decided == 1
    assert not blocked
    assert reconcile() == []


# What each statement of the triggers reads, and how many columns order its writing.
STATEMENTS = {
    "hours/sql/begin_volunteer_year.sql": ("posted", 2),
    "hours/sql/add_to_volunteer_year.sql": ("posted", 2),
    "hours/sql/add_to_volunteer_organization_year.sql": ("posted", 3),
    "hours/sql/add_to_organization_month.sql": ("posted", 4),
    "hours/sql/add_to_site_month.sql": ("posted", 2),
    "hours/sql/add_to_organization_year.sql": ("posted", 3),
    "hours/sql/add_to_city_month.sql": ("posted", 3),
    "hours/sql/active_counts_grow.sql": ("years", 4),
    "hours/sql/active_counts_move.sql": ("years", 4),
    "volunteers/sql/registered_counts_grow.sql": ("people", 2),
    "volunteers/sql/registered_counts_move.sql": ("people", 1),  # the day is today
    "volunteers/sql/registered_months_grow.sql": ("people", 2),
    "volunteers/sql/registered_months_move.sql": ("people", 1),  # so is the month
}
# Homes and years are looked up in empty copies too: what is known of the tables
# themselves would depend on the tests before.
LIKE = {
    "posted": {
        "posted": "hours_entry",
        "volunteers_volunteer": "volunteers_volunteer",
        "hours_volunteeryear": "hours_volunteeryear INCLUDING INDEXES",
    },
    "years": {"before": "hours_volunteeryear", "after": "hours_volunteeryear"},
    "people": {
        "before": "volunteers_volunteer",
        "after": "volunteers_volunteer",
        "now_known": "volunteers_volunteer",
    },
}
# Of the first of their inputs; a loop is ordered like its outer rows.
KEEPS_THE_ORDER = ("Subquery Scan", "Unique", "Incremental Sort", "Nested Loop")


@pytest.mark.parametrize("path", STATEMENTS)
def test_totals_are_written_in_the_order_of_their_keys(db, path):
    reads, columns = STATEMENTS[path]
    with as_owner(), connection.cursor() as cursor:
        for name, table in LIKE[reads].items():
            cursor.execute(f"CREATE TEMPORARY TABLE {name} (LIKE {table})")
        # Nothing but an ORDER BY makes this planner sort.
        for way in ("sort", "mergejoin", "hashjoin", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute("EXPLAIN (FORMAT JSON) " + read_sql(path))
        ((plans,),) = cursor.fetchall()

    written = plans[0]["Plan"]
    assert written["Node Type"] == "ModifyTable"
    assert len(sort_key(written)) >= columns


def sort_key(written):
    """By what the rows are sorted when they are written; nothing if by nothing."""
    source = written["Plans"][0]
    while source["Node Type"] in KEEPS_THE_ORDER or source.get("Strategy") == "Sorted":
        source = source["Plans"][0]
    return source.get("Sort Key", [])
