"""From hours back to the need for which they were given."""

import pytest

from needs import rules
from tests.factories import NOON, log_session, make_activity
from tests.needs.making import claimed
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
