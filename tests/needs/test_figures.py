"""What became of needs, counted in the background and proved by ``reconcile``."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import upkeep
from hours import rules as hours_rules
from hours.reconcile import reconcile
from needs import figures, rules
from needs.figures import need_year
from needs.models import NeedsCounted
from tests.behind_the_back import behind_the_back
from tests.factories import NOON, log_session, make_activity
from tests.needs.making import accepted, claimed, delivered, report
from tests.needs.test_pages import browser_of, told

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def year(station, sun, association, zhao):
    """One of each end, one that was done badly, one that waits."""
    report(station)
    claimed(station, sun, association, zhao)
    put_away = accepted(station, sun)
    rules.transfer(order=put_away, to="12345", answer="已转", by=sun, at=NOON)
    for stars in (5, 4, 1):
        order = delivered(station, sun, association, zhao)
        rules.rate(order=order, stars=stars, words="", way="link", by=None, at=NOON)
    lapsed = delivered(station, sun, association, zhao)
    rules.keep_orders(at=NOON + timedelta(days=8))
    lapsed.refresh_from_db()
    assert lapsed.state == "unrated"
    figures.count(at=NOON)
    return need_year(2020)


def test_what_became_of_needs(year):
    whole = year.whole
    assert (whole.needs, whole.met, whole.good, whole.unrated) == (7, 3, 2, 1)
    assert (whole.unmet, whole.in_hand, whole.put_away) == (2, 1, 1)
    # What was done badly is not solved, and its one star counts.
    assert (whole.solved, whole.again, whole.average) == (3, 1, "3.3")
    assert [(one.label, one.standing) for one in year.categories] == [
        ("生活便民", whole)
    ]
    assert sum(one.standing.needs for one in year.districts) == 7
    assert [one.needs for one in year.months][1:4] == [0, 7, 0]
    assert need_year(2019).whole.needs == 0


def test_the_middle_one_tells_how_long_an_act_took(station, sun):
    for hours in (1, 2, 30):
        order = report(station)
        rules.accept(order=order, by=sun, at=NOON + hours * AN_HOUR)
    figures.count(at=NOON)
    (pace,) = need_year(2020).paces
    assert (pace.act, pace.times, pace.took) == ("accept", 3, 120)


def test_an_activity_counts_once_however_many_needs_it_answers(
    client, station, sun, association, zhao, lin
):
    activity = make_activity(association)
    for _need in range(2):
        order = claimed(station, sun, association, zhao)
        rules.schedule(order=order, activity=activity, by=zhao, at=NOON)
    session = log_session(volunteer=lin, organization=association, activity=activity)
    hours_rules.approve(sessions=[session], by=zhao, at=NOON)
    figures.count(at=NOON)
    service = need_year(2020).service
    assert (service.activities, service.minutes) == (1, session.minutes)
    client.cookies["django_language"] = "en"
    board = " ".join(told(client.get("/?year=2020")).split())
    assert "<b>2</b><span>needs asked for; nobody has taken on 0 yet" in board
    assert "<b>1</b><span>activities that answer them" in board
    assert "<b>2</b><span>hours given to them" in board


def test_they_are_counted_when_something_happened(station, sun):
    def counted(at):
        upkeep.run(at=at)
        return NeedsCounted.objects.get().counted_at

    assert counted(NOON) == NOON
    assert counted(NOON + AN_HOUR) == NOON
    report(station)
    assert counted(NOON + timedelta(minutes=9)) == NOON
    assert counted(NOON + AN_HOUR) == NOON + AN_HOUR
    assert need_year(2020).whole.needs == 1


def test_who_changes_a_figure_behind_the_back_is_found_out(year, station):
    assert reconcile() == []
    behind_the_back(
        "UPDATE needs_needmonth SET solved = solved + 2 WHERE state = 'unrated'"
    )
    (found,) = reconcile()
    assert (found.check, found.off) == ("need_month", {"solved": -2})
    # While more happens than was counted, the figures claim nothing.
    report(station)
    assert reconcile() == []


def test_the_page_of_the_staff_reads_totals_alone(client, year, wang):
    desk = browser_of(client, wang)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = told(desk.get("/city/needs/?year=2020"))
    sources = ("needs_order", 'needs_need"', "needs_step", "needs_rating")
    assert not any(one in query["sql"] for query in asked for one in sources)
    assert "Everyday help" in page
    assert "33.3%" in page  # unrated of those met
    assert "Nobody asked for anything" in told(desk.get("/city/needs/?year=2019"))
