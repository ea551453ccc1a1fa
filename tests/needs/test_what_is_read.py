"""What of an order is read by whom, of those who are let in at all."""

import pytest

from needs import errors, rules
from tests.factories import NOON, appoint, make_organization
from tests.needs.conftest import make_site
from tests.needs.making import accepted, delivered, dispatched, now
from tests.needs.test_pages import browser_of, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["pending", "suspended", "active"])
def test_what_is_open_is_read_by_who_may_take_it(status, client, station, sun, lin):
    order = rules.offer(order=accepted(station, sun), by=sun, at=NOON)
    theirs = make_organization("海州读书会", status=status)
    here = f"/organizations/{theirs.pk}/orders/?view=open"
    page = told(browser_of(client, appoint(lin.account, "admin", theirs)).get(here))
    assert (order.need.text in page) == (status == "active")


def test_others_read_no_history_of_an_order_that_is_open(
    client, station, sun, association, zhao, beach_team, captain
):
    order = dispatched(station, sun, association)
    rules.decline(order=order, reason="人手不够", by=zhao, at=NOON)
    rules.offer(order=order, by=sun, at=NOON)
    here = f"/orders/{order.need.reference}/"

    others = told(browser_of(client, captain).get(here))
    assert "Opened to organizations" in others
    for secret in ("人手不够", "Declined", sun.display_name, zhao.display_name):
        assert secret not in others
    keepers = told(browser_of(client, sun).get(here))
    assert "人手不够" in keepers
    assert zhao.display_name in keepers


def test_a_rating_is_read_by_whose_work_it_is_of(
    client, station, sun, association, zhao, beach_team, captain
):
    order = delivered(station, sun, association, zhao)
    rules.rate(order=order, stars=1, words="没来", way="link", by=None, at=NOON)
    rules.dispatch(order=order, organization=beach_team, by=sun, at=NOON)
    here = f"/orders/{order.need.reference}/"
    assert "没来" not in told(browser_of(client, captain).get(here))
    assert "没来" in told(browser_of(client, sun).get(here))

    own = delivered(station, sun, association, zhao)
    rules.rate(order=own, stars=5, words="手艺好", way="link", by=None, at=NOON)
    theirs = f"/orders/{own.need.reference}/"
    assert "手艺好" in told(browser_of(client, zhao).get(theirs))


def test_who_is_asked_once_more_reads_why_it_was_not_done(
    client, station, sun, association, zhao
):
    order = delivered(station, sun, association, zhao)
    rules.reopen(order=order, reason="灯还不亮", by=sun, at=NOON)
    assert now(order).organization is None
    rules.dispatch(order=order, organization=association, by=sun, at=NOON)
    here = f"/orders/{order.need.reference}/"
    assert "灯还不亮" in told(browser_of(client, zhao).get(here))


def test_an_auditor_who_keeps_a_site_takes_nothing_down_elsewhere(
    station, institute, sun, association, zhao, he
):
    other = make_site("320706T", "station", "新南站", institute)
    audits = appoint(he, "clerk", site=other)
    order = delivered(station, sun, association, zhao)
    with pytest.raises(errors.NotYours):
        rules.rate(order=order, stars=5, words="", way="link", by=audits, at=NOON)
    rules.rate(order=order, stars=5, words="", way="link", by=sun, at=NOON)
