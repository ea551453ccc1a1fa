"""What of an order is read by whom, of those who are let in at all."""

import pytest

from needs import rules
from tests.factories import NOON
from tests.needs.making import accepted, delivered, dispatched, now
from tests.needs.test_pages import browser_of, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["pending", "suspended"])
def test_what_is_open_is_not_read_by_who_may_not_take_it(
    status, client, station, sun, association, zhao
):
    order = rules.offer(order=accepted(station, sun), by=sun, at=NOON)
    here = f"/organizations/{association.pk}/orders/?view=open"
    assert order.need.text in told(browser_of(client, zhao).get(here))
    association.status = status
    association.save()
    assert order.need.text not in told(client.get(here))
