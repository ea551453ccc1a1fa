"""What can I do next, near me?"""

import pytest
from django.utils import timezone

from activities import rules
from tests.activities.published import days_from_now, draft, published, sign_up, times
from tests.factories import appoint, make_organization
from volunteers.models import Site

pytestmark = pytest.mark.django_db
URL = "/activities/"


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def at_sea(zhao, beach_team):
    """Captain Zhao runs the beach team as well."""
    appoint(zhao, "admin", beach_team)
    return published(
        beach_team, zhao, times(2), title="连岛净滩", title_en="", accessible=True
    )


def titles(answer):
    assert answer.status_code == 200
    return [card.activity.title for card in answer.context["page"].cards]


def told(answer):
    return answer.content.decode()


def test_anybody_finds_what_comes_next_first(client, association, zhao, at_sea):
    published(association, zhao, times(5))
    published(association, zhao, times(1), title="图书馆借阅引导")
    draft(association, zhao, title="还没想好")

    found = client.get(URL)

    assert titles(found) == ["图书馆借阅引导", "连岛净滩", "花果山景区文明引导"]
    assert "2 people needed" in told(found)


def test_an_activity_stands_there_once_with_its_next_time(client, association, zhao):
    published(association, zhao, times(4), times(2), times(9))

    (card,) = client.get(URL).context["page"].cards

    assert card.shift.starts_at == days_from_now(2)
    assert card.others == 2


def test_full_now_but_not_later_is_said(client, association, zhao, lin):
    activity = published(association, zhao, times(2, seats=1), times(4))
    sign_up(lin, activity)

    assert "people are needed at other times" in told(client.get(URL))
    (card,) = client.get(URL, {"free_seats": "1"}).context["page"].cards
    assert card.shift.starts_at == days_from_now(4)


def test_each_filter_leaves_out_what_does_not_fit(client, association, zhao, at_sea):
    hill = published(association, zhao, times(6))

    def found(**asked):
        return titles(client.get(URL, asked))

    assert found(district="320703") == ["连岛净滩"]
    assert found(service_field="0016", district="320706") == [hill.title]
    assert found(accessible="1") == ["连岛净滩"]
    assert found(q="游客中心", district="320706") == [hill.title]
    assert found(**{"from": f"{days_from_now(4):%Y-%m-%d}"}) == [hill.title]
    assert found(organization=str(association.pk)) == [hill.title]


def test_a_site_is_asked_for_with_all_below_it(client, association, zhao):
    center = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    institute = Site.objects.create(
        code="320706I", kind="institute", name="幸福路所", district_id="320706",
        parent=center,
    )  # fmt: skip
    published(association, zhao, site=institute)

    found = client.get(URL, {"site": "320706C"})

    assert len(titles(found)) == 1
    assert "海州区中心" in told(found)


def test_who_is_signed_in_sees_their_district_and_the_way_out(
    client, association, zhao, lin, at_sea
):
    published(association, zhao)
    client.force_login(lin.account)

    near = client.get(URL)

    assert titles(near) == ["花果山景区文明引导"]
    assert 'href="?district="' in told(near)
    assert len(titles(client.get(URL, {"district": ""}))) == 2


def test_nothing_found_says_what_to_do(client):
    assert "Nothing is planned at the moment" in told(client.get(URL))
    assert "Look in the whole city" in told(client.get(URL, {"district": "320703"}))


def test_what_was_cancelled_or_pauses_is_not_offered(client, association, zhao):
    activity = published(association, zhao)
    rules.cancel(activity=activity, reason="Storm", by=zhao, at=timezone.now())
    published(association, zhao)
    association.status = "suspended"
    association.save()

    assert titles(client.get(URL)) == []


def test_a_day_that_is_none_is_said_at_its_field(client):
    for day in ("2026-02-30", "9999-12-31", "x"):
        answer = client.get(URL, {"from": day})
        assert answer.status_code == 422
        assert 'role="alert"' in told(answer)


@pytest.mark.parametrize(
    "asked", ["district=x", "site=x", "service_field=x", "after=x"]
)
def test_what_nobody_types_is_a_bad_request(client, association, zhao, asked):
    published(association, zhao)
    assert client.get(f"{URL}?{asked}").status_code == 400


def test_pages_go_on_where_the_last_one_ended(client, association, zhao):
    for n in range(27):
        published(association, zhao, times(1 + n // 10), title=f"活动{n:02}")

    first = client.get(URL).context["page"]
    second = client.get(f"{URL}{first.next_url}").context["page"]

    seen = [card.activity.pk for card in [*first.cards, *second.cards]]
    assert (len(first.cards), len(second.cards)) == (24, 3)
    assert len(set(seen)) == 27
    assert second.next_url is None
    assert second.first_url == "?"


@pytest.mark.parametrize("count", [1, 24])
def test_1_and_24_take_as_many_queries(
    client, association, zhao, lin, count, django_assert_num_queries
):
    for n in range(count):
        team = make_organization(f"队{n}", parent=association)
        appoint(zhao, "admin", team)
        published(team, zhao, times(2), times(3))
    client.force_login(lin.account)

    with django_assert_num_queries(9):
        client.get(URL)
