"""With which activity an order is met, and who says so."""

import pytest
from django.utils import timezone

from needs import errors, rules
from tests.activities.making import draft, publish
from tests.factories import NOON, make_activity
from tests.needs.making import claimed, dispatched, now
from tests.needs.test_pages import browser_of, told

pytestmark = pytest.mark.django_db


def test_a_draft_sets_no_day(station, sun, association, zhao):
    order = claimed(station, sun, association, zhao)
    with pytest.raises(errors.ActivityDoesNotFit):
        rules.schedule(order=order, activity=draft(association, zhao), by=zhao, at=NOON)


def test_only_what_takes_place_is_offered(client, station, sun, association, zhao):
    order = claimed(station, sun, association, zhao)
    ends = {"starts_on": timezone.localdate(), "ends_on": timezone.localdate()}
    for state in ("draft", "closed"):
        make_activity(
            association, title=f"净滩 {state}", title_en="", **ends, state=state
        )
    page = told(browser_of(client, zhao).get(f"/orders/{order.need.reference}/"))
    assert "净滩 closed" in page
    assert "净滩 draft" not in page


def test_who_leads_the_team_sets_the_day(
    client, station, sun, association, zhao, leader
):
    account, team = leader
    order = dispatched(station, sun, association)
    rules.claim(order=order, organization=association, team=team, by=zhao, at=NOON)
    activity = publish(association, zhao)
    rules.schedule(order=order, activity=activity, by=account, at=NOON)
    assert now(order).activity == activity

    # And is led back to where they may go.
    page = told(browser_of(client, account).get(f"/orders/{order.need.reference}/"))
    assert 'class="hh-back" href="/orders/led/"' in page
    assert f"/organizations/{association.pk}/orders/" not in page
