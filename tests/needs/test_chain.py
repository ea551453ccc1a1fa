"""From hours back to the need for which they were given."""

import pytest

from hours import rules as hours_rules
from needs import rules
from needs.praise import Praise, Served, of_organization, of_person, praise_of
from tests.activities.making import publish
from tests.factories import NOON, log_session, make_activity
from tests.needs.making import claimed, delivered
from tests.needs.test_pages import browser_of, told

pytestmark = pytest.mark.django_db


def test_a_session_leads_to_the_need_it_served(
    client, station, sun, association, zhao, lin
):
    activity = make_activity(association)
    order = claimed(station, sun, association, zhao)
    rules.schedule(order=order, activity=activity, by=zhao, at=NOON)
    session = log_session(volunteer=lin, organization=association, activity=activity)
    need, here = order.need, f"/sessions/{session.pk}/"

    # Whoever served reads the number that everybody may follow, and no more.
    own = told(browser_of(client, lin.account).get(here))
    assert f'href="/needs/{need.reference}/"' in own
    assert need.number in own
    assert "Everyday help" not in own

    team = told(browser_of(client, zhao).get(here))
    assert f'href="/orders/{need.reference}/"' in team
    assert "Everyday help" in team


def test_an_activity_tells_how_many_needs_it_answers_and_to_its_own_which(
    client, station, sun, association, zhao, mei
):
    activity = publish(association, zhao)
    here = f"/activities/{activity.pk}/"
    assert "The needs behind it" not in told(browser_of(client, zhao).get(here))
    orders = [claimed(station, sun, association, zhao) for _n in range(3)]
    for order in orders:
        rules.schedule(order=order, activity=activity, by=zhao, at=NOON)
    for order, stars in zip(orders, (5, 1), strict=False):
        rules.start(order=order, by=zhao, at=NOON)
        done = [rules.Result(problem="理发", count=2)]
        rules.deliver(order=order, results=done, by=zhao, at=NOON)
        said = {"stars": stars, "words": "", "way": "link", "by": None}
        rules.rate(order=order, at=NOON, **said)
    # The second is taken up again, and what was said stays with the activity.
    assert praise_of("activity", [activity.pk]) == {activity.pk: Praise(2, 6, 0)}
    for account, sees in ((mei.account, False), (zhao, True), (sun, True)):
        page = " ".join(told(browser_of(client, account).get(here)).split())
        assert "It answers 2 needs. 2 problems solved." in page
        assert ("3.0 stars of five, from 2 ratings" in page) == sees
        assert (f"/orders/{orders[0].need.reference}/" in page) == sees
        assert (orders[0].need.number in page) == sees


def test_ratings_flow_to_who_served_and_to_the_organization(
    client, station, sun, association, beach_team, captain, zhao, lin
):
    activity = make_activity(association)
    session = log_session(volunteer=lin, organization=association, activity=activity)
    for stars in (5, 0):
        order = claimed(station, sun, association, zhao)
        rules.schedule(order=order, activity=activity, by=zhao, at=NOON)
        rules.start(order=order, by=zhao, at=NOON)
        done = [rules.Result(problem="理发")]
        rules.deliver(order=order, results=done, by=zhao, at=NOON)
        if stars:
            said = {"stars": stars, "words": "", "way": "link", "by": None}
            rules.rate(order=order, at=NOON, **said)
    assert of_person(lin) == Served(0, 0)  # hours that nobody has approved
    hours_rules.approve(sessions=[session], by=zhao, at=NOON)
    assert of_person(lin) == Served(2, 1)
    mine = told(browser_of(client, lin.account).get("/me/sessions/"))
    assert "2 needs served, 1 rated" in " ".join(mine.split())

    # What was done badly stays with who did it, whoever does it again.
    bad = delivered(station, sun, association, zhao)
    rules.rate(order=bad, stars=1, words="", way="link", by=None, at=NOON)
    rules.dispatch(order=bad, organization=beach_team, by=sun, at=NOON)
    assert of_organization(association) == Praise(2, 6, 0)
    assert of_organization(beach_team) == Praise(0, 0, 0)
    team = told(
        browser_of(client, zhao).get(f"/organizations/{association.pk}/orders/")
    )
    assert "3.0 stars of five, from 2 ratings" in team
