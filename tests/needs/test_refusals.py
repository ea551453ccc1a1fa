"""What is refused on a page: said there, with what was chosen still chosen."""

import pytest
from django.utils import timezone

from needs import rules
from tests.factories import NOON, appoint
from tests.needs.making import accepted, delivered, dispatched
from tests.needs.test_pages import SAID, browser_of, prove, told
from volunteers.models import Team

pytestmark = pytest.mark.django_db


def test_who_has_said_no_is_not_asked_again_and_the_page_says_so(
    client, station, sun, association, zhao
):
    order = dispatched(station, sun, association)
    rules.decline(order=order, reason="人手不够", by=zhao, at=NOON)
    here = f"/orders/{order.need.reference}/dispatch/"
    page = told(
        browser_of(client, sun).post(here, {"organization": association.pk}), 422
    )
    assert "has declined it" in page


def test_who_speaks_for_several_says_which_and_it_stays_chosen(
    client, station, sun, association, zhao, beach_team
):
    appoint(zhao, "admin", beach_team)
    order = rules.offer(order=accepted(station, sun), by=sun, at=NOON)
    here = f"/orders/{order.need.reference}/claim/"
    desk = browser_of(client, zhao)
    assert "say which one takes it" in told(desk.post(here, {}), 422)
    for one in (association, beach_team):
        sent = {"organization": one.pk, "agreed_on": "soon"}
        assert f'value="{one.pk}" selected' in told(desk.post(here, sent), 422)


def test_a_team_that_is_not_theirs_is_refused_and_theirs_stays_chosen(
    client, station, sun, association, zhao, beach_team
):
    ours, others = (
        Team.objects.create(organization=one, name="便民组", made_by=zhao, made_at=NOON)
        for one in (association, beach_team)
    )
    order = dispatched(station, sun, association)
    here = f"/orders/{order.need.reference}/claim/"
    desk = browser_of(client, zhao)
    assert "not one of the organization" in told(
        desk.post(here, {"team": others.pk}), 422
    )
    page = told(desk.post(here, {"team": ours.pk, "agreed_on": "soon"}), 422)
    assert f'value="{ours.pk}" selected' in page


def test_who_rates_what_is_not_done_any_more_reads_why_not(
    client, station, sun, association, zhao
):
    order = delivered(station, sun, association, zhao)
    prove(client)
    rules.reopen(order=order, reason="灯还不亮", by=sun, at=timezone.now())
    client.cookies["django_language"] = "en"
    here = f"/needs/own/{order.need.reference}/rate/"
    assert "cannot be done now" in told(client.post(here, {"stars": "5"}), 422)


def test_a_day_that_is_over_is_refused_where_it_was_typed(
    client, station, sun, association, zhao
):
    order = dispatched(station, sun, association)
    here, over = f"/orders/{order.need.reference}/claim/", {"agreed_on": "2020-01-01"}
    said = "within the coming year"
    assert said in told(browser_of(client, zhao).post(here, over), 422)
    wished = SAID | {"wished_on": "2020-01-01"}
    assert said in told(browser_of(client, sun).post("/needs/counter/", wished), 422)
    client.logout()
    prove(client)
    client.cookies["django_language"] = "en"
    assert said in told(client.post("/needs/new/", wished), 422)


def test_a_second_press_of_dispatch_asks_them_once(
    client, station, sun, association, zhao
):
    order, desk = accepted(station, sun), browser_of(client, sun)
    here = f"/orders/{order.need.reference}/dispatch/"
    sent = {"organization": association.pk}
    for _press in range(2):
        assert "may decline" in told(desk.post(here, sent, follow=True))
    assert order.steps.filter(act__in=["dispatch", "reassign"]).count() == 1


def test_nobody_takes_it_on_for_whom_they_do_not_speak(
    client, station, sun, association, zhao, beach_team, captain
):
    order, desk = accepted(station, sun), browser_of(client, zhao)
    rules.offer(order=order, by=sun, at=NOON)
    here = f"/orders/{order.need.reference}/claim/"
    page = told(desk.post(here, {"organization": beach_team.pk}), 403)
    assert "not yours to act on" in page
    # Who also keeps the site sees that another one is asked, and takes nothing of it.
    rules.dispatch(order=order, organization=beach_team, by=sun, at=NOON)
    appoint(zhao, "clerk", site=station)
    assert desk.post(here, {}).status_code == 404


def test_who_comes_second_reads_that_it_is_taken(
    client, station, sun, association, zhao, beach_team, captain
):
    order = rules.offer(order=accepted(station, sun), by=sun, at=NOON)
    rules.claim(order=order, organization=association, by=zhao, at=NOON)
    here = f"/orders/{order.need.reference}/claim/"
    page = told(browser_of(client, captain).post(here, {}, follow=True))
    assert "not open any more" in page
    # Of what was never open nobody learns that it exists.
    other = dispatched(station, sun, association)
    assert client.post(f"/orders/{other.need.reference}/claim/").status_code == 404
