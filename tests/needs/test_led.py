"""Who leads a team and holds no office finds what was given to it."""

import pytest

from needs import rules
from tests.factories import NOON
from tests.needs.making import dispatched

pytestmark = pytest.mark.django_db


def give(station, sun, association, zhao, team=None):
    order = dispatched(station, sun, association)
    return rules.claim(
        order=order, organization=association, team=team, by=zhao, at=NOON
    )


def test_a_leader_finds_what_the_team_has_and_nothing_else(
    client, station, sun, association, zhao, leader, mei
):
    account, team = leader
    given = give(station, sun, association, zhao, team)
    other = give(station, sun, association, zhao)
    client.force_login(account)

    page = client.get("/orders/", follow=True)
    assert page.redirect_chain[-1][0] == "/orders/led/"
    assert given.need.reference in page.content.decode()
    assert other.need.reference not in page.content.decode()
    done = client.get("/orders/led/?done=1").content.decode()
    assert given.need.reference not in done
    assert "/orders/led/" in client.get("/me/organizations/").content.decode()
    client.force_login(mei.account)
    for page in ("/orders/led/", "/orders/"):
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_little_for_many_as_for_one(
    count, client, station, sun, association, zhao, leader, django_assert_num_queries
):
    account, team = leader
    for _ in range(count):
        give(station, sun, association, zhao, team)
    client.force_login(account)
    with django_assert_num_queries(QUERIES):
        page = client.get("/orders/led/").content.decode()
    assert page.count("data-card") == count


QUERIES = 7
