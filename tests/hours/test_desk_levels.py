"""The desk by levels: what goes further up, what comes up from below."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hours import rules
from tests.api import calls
from tests.factories import appoint, log_session, make_organization, make_volunteer
from tests.hours.at_the_desk import (
    DESK,
    decide,
    of,
    roster,
    shown,
    signed_in,
    statuses,
    text,
    yesterday,
)
from volunteers.models import Organization

LONG, VERY_LONG = 500, 730
LONG_AGO = timedelta(days=60)


@pytest.fixture
def federation(association):
    above = make_organization("连云港市志愿者总会")
    association.parent = above
    association.save()
    return above


@pytest.fixture
def xu(federation):
    return appoint(make_volunteer("xu", name="徐总会").account, "approver", federation)


@pytest.fixture
def at_federation(xu):
    return signed_in(xu)


def long_day(organization, *, minutes=LONG):
    """Somebody's long day of yesterday, waiting since now."""
    return log_session(
        volunteer=make_volunteer(f"v{make_volunteer().pk}"),
        organization=organization,
        minutes=minutes,
        start=yesterday().replace("09:00", "06:00"),
        at=timezone.now(),
    )


def long_waiting(organization, count=1):
    at = timezone.now() - LONG_AGO
    day = timezone.localdate(at) - timedelta(days=1)
    return roster(organization, count, at=at, start=f"{day} 09:00")


def listed(page):
    return [line.session.pk for line in page.context["page"].lines]


def test_what_goes_further_up_stands_apart_and_locked(at_desk, association, federation):
    (usual,) = roster(association, 1, at=timezone.now(), start=yesterday())
    long = long_day(association)
    city = long_day(association, minutes=VERY_LONG)

    page = at_desk.get(DESK)
    assert listed(page) == [usual.pk]
    assert page.context["overview"].count == 1
    assert page.context["overview"].elsewhere["higher"].count == 2

    page = at_desk.get(DESK, {"view": "higher"})
    assert listed(page) == [long.pk, city.pk]
    assert page.context["tally"].locked == 2
    assert f"Goes to: {federation.label}" in text(page)
    assert "Goes to: The city" in text(page)
    assert 'name="all"' not in text(page)
    assert "徐" not in text(page)

    details = at_desk.get(f"{DESK}{long.pk}/")
    assert "It goes to: " in text(details)
    assert 'value="approve"' not in text(details)

    done = decide(at_desk, "approve", [long], organization=association)
    assert done.context["done"]["refused_by_code"] == {"higher_level": 1}
    assert statuses([long]) == {"submitted"}


def test_the_federation_decides_what_comes_up(
    at_federation, association, federation, xu
):
    roster(association, 2)
    long = [long_day(association), long_day(association)]
    long_day(association, minutes=VERY_LONG)

    page = at_federation.get(DESK)
    assert listed(page) == []
    assert page.context["overview"].elsewhere["below"].count == 2

    page = at_federation.get(DESK, {"view": "below"})
    assert listed(page) == [one.pk for one in long]
    assert [one.title for one in page.context["overview"].groups] == [association.label]
    assert association.label in text(page)
    assert long[0].volunteer.name in text(page)
    assert page.context["tally"].locked == 0

    form = shown(at_federation, "view=below")
    page = decide(at_federation, "approve", organization=federation, **form)
    assert page.context["done"]["decided"] == 2
    assert statuses(long) == {"approved"}


def test_a_session_from_below_leads_back_to_where_it_stands(
    at_federation, association, federation
):
    long = long_day(association)
    page = at_federation.get(f"{DESK}{long.pk}/")
    assert page.context["back"] == f"organization={federation.pk}&view=below"
    done = at_federation.post(
        DESK,
        {
            "decision": "approve",
            "sessions": [str(long.pk)],
            "act": "a",
            "back": page.context["back"],
        },
        follow=True,
    )
    assert done.context["done"]["decided"] == 1
    assert done.context["asked"].view == "below"


def test_what_waits_too_long_comes_up_as_a_list_of_its_own(
    at_federation, at_desk, association, federation
):
    old = long_waiting(association, 2)
    roster(association, 1, at=timezone.now(), start=yesterday())

    page = at_federation.get(DESK, {"view": "overdue"})
    assert listed(page) == [one.pk for one in old]
    assert page.context["overview"].elsewhere["overdue"].count == 2
    # The organization still may.
    assert at_desk.get(DESK).context["tally"].count == 3

    form = shown(at_federation, "view=overdue")
    decide(at_federation, "approve", organization=federation, **form)
    assert statuses(old) == {"approved"}


def test_what_waited_for_its_volunteer_is_not_among_them(
    at_federation, lin, wang, zhao, association
):
    (old,) = long_waiting(association)
    now = timezone.now()
    long_ago, lately = now - LONG_AGO, now - timedelta(days=2)
    day = timezone.localdate(long_ago) - timedelta(days=1)
    asked = log_session(
        volunteer=lin, organization=association, start=f"{day} 09:00", at=long_ago
    )
    rules.query(sessions=[asked], by=zhao, reason="Until when?", at=long_ago)
    rules.answer(session=asked, text="Eleven", by=lin.account, at=lately)

    page = at_federation.get(DESK, {"view": "overdue"})
    assert listed(page) == [old.pk]
    assert page.context["overview"].elsewhere["overdue"].count == 1

    rules.approve(sessions=[old], by=zhao, at=now)
    assert "the city may decide as well" not in text(signed_in(wang).get(DESK))


def test_one_organization_below_is_chosen(at_federation, association, federation):
    other = make_organization("云台山巡护队", parent=federation)
    first, second = long_day(association), long_day(other)
    page = at_federation.get(DESK, {"view": "below", "below": str(other.pk)})
    assert listed(page) == [second.pk]
    assert page.context["tally"].count == 1
    page = at_federation.get(DESK, {"view": "below"})
    assert listed(page) == [first.pk, second.pk]


def test_another_s_below_is_not_mine(at_federation, beach_team, federation):
    team = make_organization("岛上小队", parent=beach_team)
    long = long_day(team)
    assert listed(at_federation.get(DESK, {"view": "below", "below": team.pk})) == []
    assert at_federation.get(f"{DESK}?{of(team)}").status_code == 404
    assert at_federation.get(f"{DESK}{long.pk}/").status_code == 404


def test_the_organization_below_has_no_desk_for_those_above(at_federation, association):
    (usual,) = roster(association, 1, at=timezone.now(), start=yesterday())
    assert at_federation.get(f"{DESK}?{of(association)}").status_code == 404
    assert at_federation.get(f"{DESK}{usual.pk}/").status_code == 404


def test_the_city_finds_what_is_the_city_s(wang, association, federation, beach_team):
    client = signed_in(wang)
    nothing = text(client.get(DESK))
    assert "Nothing waits for the city." in nothing
    long_day(association)
    city = [long_day(association, minutes=VERY_LONG), long_day(beach_team)]

    page = client.get(DESK)
    assert page.context["for_the_city"].count == 2
    page = client.get(DESK, {"view": "below"})
    assert listed(page) == [one.pk for one in city]
    assert len(page.context["overview"].groups) == 2
    page = client.get(DESK, {"view": "below", "below": str(beach_team.pk)})
    assert listed(page) == [city[1].pk]

    back = client.get(f"{DESK}{city[0].pk}/?back=view%3Dbelow").context["back"]
    assert back == "view=below"
    form = shown(client, "view=below")
    done = client.post(DESK, form | {"decision": "approve", "act": "a"}, follow=True)
    assert done.context["done"]["decided"] == 2
    assert statuses(city) == {"approved"}


def test_the_city_may_decide_at_any_level(wang, association, federation):
    long = long_day(association)
    client = signed_in(wang)
    page = client.get(DESK, {"organization": association.pk, "view": "higher"})
    assert page.context["tally"].locked == 0
    done = decide(client, "approve", [long], organization=association, view="higher")
    assert done.context["done"]["decided"] == 1


def test_the_city_sees_where_things_wait_too_long(wang, association, beach_team):
    long_waiting(association)
    roster(beach_team, 1, at=timezone.now(), start=yesterday())
    page = text(signed_in(wang).get(DESK))
    assert "Waiting over 15 working days: the city may decide as well" in page
    assert page.index(association.label) < page.index(beach_team.label)


def test_for_the_city_is_the_city_s_only(at_federation, association):
    long_day(association, minutes=VERY_LONG)
    page = at_federation.get(DESK, {"view": "below"})
    assert listed(page) == []


@pytest.mark.parametrize(
    ("view", "queries"), [("below", 22), ("overdue", 22), ("higher", 20)]
)
@pytest.mark.parametrize("count", [1, 30])
def test_each_list_asks_as_much_for_one_as_for_thirty(
    xu, association, federation, django_assert_num_queries, count, view, queries
):
    Organization.objects.filter(pk=federation.pk).update(parent=make_organization("省"))
    for n in range(count):
        club = make_organization(f"第{n}队", parent=federation)
        if view == "overdue":
            long_waiting(club)
        elif view == "below":
            long_day(club)
        else:
            long_day(federation)
    client = signed_in(xu)
    with django_assert_num_queries(queries):
        page = client.get(DESK, {"view": view})
    assert len(page.context["page"].lines) == count


def test_over_the_api_the_level_is_asked_for_and_said(
    association, federation, zhao, xu
):
    roster(association, 2, at=timezone.now(), start=yesterday())
    long = long_day(association)
    asked = f"{calls.V1}/sessions/?organization={association.pk}&level=parent"
    for account in (zhao, xu):
        found = calls.signed_in(account).get(asked).json()["results"]
        assert [one["id"] for one in found] == [str(long.pk)]
        assert found[0]["volunteer"]["name"] == long.volunteer.name
    caller = calls.signed_in(xu)
    usual = f"{calls.V1}/sessions/?organization={association.pk}"
    assert caller.get(usual).json()["results"] == []
    assert caller.get(f"{calls.V1}/sessions/{long.pk}/").status_code == 200

    wanted = {"organization": str(association.pk), "level": "parent", "expect": 1}
    act = {"decision": "approve", "filter": wanted}
    answer = calls.signed_in(zhao).post(f"{calls.V1}/decisions/", act, format="json")
    assert answer.json()["refused_by_code"] == {"higher_level": 1}
    answer = caller.post(f"{calls.V1}/decisions/", act, format="json")
    assert answer.json()["decided"] == 1


def test_what_was_asked_from_above_comes_back_to_it(
    at_federation, association, federation, xu
):
    long = long_day(association)
    decide(
        at_federation,
        "query",
        [long],
        organization=federation,
        question="All day?",
        view="below",
    )
    assert statuses([long]) == {"queried"}
    long.refresh_from_db()
    rules.answer(session=long, text="Yes", by=long.volunteer.account, at=timezone.now())
    assert listed(at_federation.get(DESK, {"view": "below"})) == [long.pk]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_lists_are_empty_in_words(xu, federation, language):
    client = signed_in(xu, language)
    for view in ("below", "overdue", "higher"):
        assert client.get(DESK, {"view": view}).status_code == 200
    said = {
        "en": "Nothing has come up from other organizations.",
        "zh-hans": "都办完了",
    }
    assert said[language] in text(client.get(DESK, {"view": "below"}))
