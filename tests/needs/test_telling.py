"""Who hears of what happens to an order: somebody who can act on it."""

import pytest

from needs import rules
from tests.factories import NOON
from tests.needs.making import dispatched
from tests.needs.test_orders import sentences

pytestmark = pytest.mark.django_db


def test_who_can_act_hears_that_an_order_was_declined_after_it_was_sent_up(
    station, institute, center, sun, li, association, zhao
):
    # Sun dispatches, and the clock sends it up to Li, who keeps all above.
    order = dispatched(station, sun, association)
    rules.escalate(order=order, by=sun, at=NOON)
    rules.decline(order=order, reason="人手不够", by=zhao, at=NOON)

    def hears(account):
        return any("退单" in one for one in sentences(account))

    assert hears(li)
    assert not hears(sun)
