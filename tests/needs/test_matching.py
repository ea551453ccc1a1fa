"""Who is proposed for an order, and in which order."""

import pytest

from needs import rules
from needs.errors import NotYours
from needs.models import Capacity
from needs.praise import Praise
from needs.reports import matching
from tests.api.calls import V1
from tests.behind_the_back import refused_by
from tests.factories import NOON
from tests.needs.making import accepted, claimed, delivered, dispatched
from volunteers.models import Organization, Profile

pytestmark = pytest.mark.django_db


def test_in_hand_is_what_was_taken_on_and_is_not_done(station, sun, association, zhao):
    for make in (delivered, claimed):
        make(station, sun, association, zhao)
    dispatched(station, sun, association)
    (match,) = matching(accepted(station, sun))
    assert (match.organization, match.in_hand) == (association, 1)


def test_the_district_comes_first_and_what_was_said_stands_beside(
    station, sun, association, zhao, beach_team
):
    Organization.objects.filter(pk=beach_team.pk).update(district="320703")
    field = accepted(station, sun).need.category.service_field_id
    Profile.objects.update_or_create(
        organization=beach_team, defaults={"service_fields": [field]}
    )
    for stars in (5, 4):
        order = delivered(station, sun, association, zhao)
        rules.rate(order=order, stars=stars, words="", way="link", by=None, at=NOON)
    # What was done badly stays with who did it, though nobody has it now.
    again = delivered(station, sun, association, zhao)
    rules.rate(order=again, stars=1, words="", way="link", by=None, at=NOON)
    near, far = matching(accepted(station, sun))
    assert (near.organization, near.is_near) == (association, True)
    assert (near.praise, near.praise.average) == (Praise(3, 10, 0), "3.3")
    assert (far.organization, far.is_near) == (beach_team, False)
    assert not far.praise.is_known


def test_who_is_full_by_their_own_word_is_proposed_last_and_may_still_be_asked(
    station, sun, association, zhao, beach_team, captain
):
    Organization.objects.update(district="320706")
    field = accepted(station, sun).need.category.service_field_id
    for one in (association, beach_team):
        Profile.objects.update_or_create(
            organization=one, defaults={"service_fields": [field]}
        )
    claimed(station, sun, beach_team, captain)
    for _ in range(2):
        claimed(station, sun, association, zhao)
    order = accepted(station, sun)
    assert [one.organization for one in matching(order)] == [beach_team, association]

    state(beach_team, captain, at_once=1)
    state(association, zhao, at_once=3)

    first, last = matching(order)
    assert (first.organization, first.is_full) == (association, False)
    assert (last.organization, last.is_full) == (beach_team, True)
    rules.dispatch(order=order, organization=beach_team, by=sun, at=NOON)
    taken = rules.claim(order=order, organization=beach_team, by=captain, at=NOON)
    assert taken.state == "claimed"


def state(organization, by, **said):
    said = {"at_once": None, "times": []} | said
    return rules.state_capacity(organization=organization, by=by, at=NOON, **said)


def test_only_who_takes_orders_on_says_how_many(association, captain, lin, zhao):
    for account in (captain, lin.account):
        with pytest.raises(NotYours):
            state(association, account, at_once=5)
    assert state(association, zhao, times=["weekend_pm", "weekday_am"]).times == [
        "weekday_am",
        "weekend_pm",
    ]
    with refused_by("capacity_is_for_one_at_least"):
        Capacity.objects.update(at_once=0)
    with refused_by("capacity_is_at_known_times"):
        Capacity.objects.update(times=["always"])


def test_it_stands_on_the_board_and_on_the_list_that_everybody_reads(
    client, association, zhao
):
    client.force_login(zhao)
    client.cookies["django_language"] = "en"
    board = f"/organizations/{association.pk}/orders/"

    wrong = client.post(f"{board}capacity/", {"at_once": "0", "times": "weekend_pm"})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert page.count("checked") == 1
    assert not Capacity.objects.exists()
    client.post(f"{board}capacity/", {"at_once": "4", "times": "weekend_pm"})
    client.logout()
    client.cookies["django_language"] = "en"
    listed = client.get("/needs/offers/").content.decode()
    assert "4 needs at once" in listed
    assert "Weekend afternoons" in listed
    (offer,) = client.get(f"{V1}/needs/offers/").json()["results"]
    assert (offer["at_once"], offer["times"]) == (4, ["weekend_pm"])


def test_a_board_tells_how_much_each_team_has(
    client, station, sun, association, zhao, leader
):
    _account, team = leader
    order = dispatched(station, sun, association)
    rules.claim(order=order, organization=association, team=team, by=zhao, at=NOON)
    client.force_login(zhao)

    page = client.get(f"/organizations/{association.pk}/orders/").context["page"]

    assert [(one.name, one.in_hand) for one in page.teams] == [(team.name, 1)]
