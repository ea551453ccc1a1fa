"""What can I do near me? Found by how far it is; where one is, is not kept."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from activities import rules
from activities.fields import PointField
from activities.models import Activity, Post, Shift
from activities.near import find_near
from activities.reports import Wanted
from tests.activities.making import draft, publish
from tests.activities.making import times as times_then
from tests.activities.published import published, times
from tests.factories import NOON
from volunteers.models import Site
from volunteers.models.point import Point

pytestmark = pytest.mark.django_db
URL = "/activities/near/"
XUGOU = Point(34.735, 119.381)


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


def site_at(code, latitude, longitude, name="墟沟街道新时代文明实践所"):
    return Site.objects.create(
        code=code,
        kind="institute",
        name=name,
        name_en=f"Site {code}",
        district_id="320703",
        latitude=latitude,
        longitude=longitude,
    )


@pytest.fixture
def xugou(db):
    return site_at("320703-I01", XUGOU.latitude, XUGOU.longitude)


@pytest.fixture
def port(db):
    """Some five kilometres to the east."""
    return site_at("320703-I02", 34.74, 119.436, "连云街道新时代文明实践所")


def found(point=XUGOU, at=NOON, **wanted):
    rows = find_near(point, Wanted(**wanted), at=at)
    return [(one.activity.title, round(one.km)) for one in rows]


def test_the_nearest_comes_first(association, zhao, xugou, port):
    publish(association, zhao, times_then("2020-03-09 09:00"), site=port, title="净滩")
    publish(association, zhao, times_then("2020-03-12 09:00"), site=xugou, title="义诊")

    assert found() == [("义诊", 0), ("净滩", 5)]
    assert found(service_field="0006") == []


def test_what_has_a_point_of_its_own_is_there(association, zhao, xugou):
    publish(
        association, zhao, site=xugou, latitude=34.755, longitude=119.381, title="净滩"
    )
    assert found() == [("净滩", 2)]


def test_neither_what_is_far_nor_what_is_late_nor_what_is_nowhere(
    association, zhao, xugou
):
    far = site_at("320703-I09", 34.088, 119.328)
    publish(association, zhao, site=far)
    publish(association, zhao, times_then("2020-03-21 09:00"), site=xugou)
    publish(association, zhao)

    assert found() == []


def test_both_measure_the_same_distance(association, zhao, port):
    publish(association, zhao, site=port)
    (one,) = find_near(XUGOU, Wanted(), at=NOON)
    assert one.km == pytest.approx(XUGOU.km_to(port.point))
    # As any map says it.
    assert one.km == pytest.approx(5.06, abs=0.05)


def test_no_table_that_grows_is_read_from_end_to_end(association, zhao, xugou):
    publish(association, zhao, site=xugou)
    past = [
        Activity(
            title=f"从前{n}",
            organization=association,
            site=xugou if n % 50 == 0 else None,
            district_id="320703",
            service_field_id="0006",
            starts_on=NOON.date() - timedelta(days=n),
            ends_on=NOON.date() - timedelta(days=n),
            state="published",
        )
        for n in range(1, 2000)
    ]
    posts = [Post(activity=one) for one in past]
    Activity.objects.bulk_create(past)
    Post.objects.bulk_create(posts)
    Shift.objects.bulk_create(
        Shift(
            activity=one,
            post=post,
            starts_at=NOON - timedelta(days=n),
            ends_at=NOON - timedelta(days=n, hours=-1),
            seats=1,
        )
        for n, (one, post) in enumerate(zip(past, posts, strict=True), start=1)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE activities_activity, activities_shift")

    plan = find_near(XUGOU, Wanted(), at=NOON)[:25].explain()

    assert "Seq Scan on activities_shift" not in plan
    assert "Seq Scan on activities_activity" not in plan


# The page


def told(answer):
    return answer.content.decode()


def titles(answer):
    assert answer.status_code == 200
    return [card.activity.title for card in answer.context["page"].cards]


def test_without_a_script_one_names_a_site(client, association, zhao, xugou, port):
    published(association, zhao, times(2), site=port, title="净滩")

    answer = client.get(URL, {"place": "墟沟"})

    assert titles(answer) == ["净滩"]
    assert "about 5 km away" in told(answer)
    assert "Near Site 320703-I01" in told(answer)


def test_of_several_sites_one_is_chosen(client, association, zhao, xugou, port):
    published(association, zhao, times(2), site=port, title="净滩")

    answer = client.get(URL, {"place": "街道"})

    assert titles(answer) == []
    addresses = re.findall(r'href="(\?place=[^"]+)"', told(answer))
    assert addresses == ["?place=320703-I01", "?place=320703-I02"]
    assert titles(client.get(f"{URL}{addresses[1]}")) == ["净滩"]


def test_where_one_is_stands_in_the_body_and_is_rounded(
    client, association, zhao, xugou
):
    published(association, zhao, times(2), site=xugou, title="净滩")

    answer = client.post(URL, {"latitude": "34.73781", "longitude": "119.38333"})

    assert titles(answer) == ["净滩"]
    assert "less than 1 km away" in told(answer)
    assert "34.73781" not in told(answer)
    assert 'name="latitude" value="34.74"' in told(answer)
    # In an address it means nothing, so that nobody begins to write it there.
    in_address = client.get(URL, {"latitude": "34.74", "longitude": "119.38"})
    assert titles(in_address) == []


def test_only_these_pages_may_ask_the_browser_where_it_is(client):
    assert "geolocation=(self)" in client.get(URL)["Permissions-Policy"]
    assert "geolocation=(self)" in client.get("/activities/")["Permissions-Policy"]
    assert "geolocation=()" in client.get("/")["Permissions-Policy"]


def test_what_cannot_be_found_says_what_to_do(client, xugou):
    Site.objects.filter(pk=xugou.pk).update(latitude=None, longitude=None)
    assert "not known yet where" in told(client.get(URL, {"place": "墟沟"}))
    assert "No site of this name" in told(client.get(URL, {"place": "巴黎"}))
    assert "did not say where" in told(client.post(URL, {"refused": "1"}))
    assert client.get(URL, {"page": "0"}).status_code == 400
    assert client.post(URL, {"latitude": "400", "longitude": "1"}).status_code == 400


def test_who_lives_at_a_site_is_offered_it(client, lin, xugou):
    lin.home_site = xugou
    lin.save()
    client.force_login(lin.account)
    assert 'href="?place=320703-I01"' in told(client.get(URL))


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_costs_the_same_however_many_are_near(
    client, association, zhao, xugou, count, django_assert_num_queries
):
    for n in range(count):
        published(association, zhao, times(1 + n % 10), site=xugou)
    with django_assert_num_queries(QUERIES):
        answer = client.post(URL, {"latitude": "34.74", "longitude": "119.38"})
    page = answer.context["page"]
    assert (len(page.cards), page.has_next) == (min(count, 24), count > 24)


QUERIES = 4


def test_pages_go_on_where_one_is(client, association, zhao, xugou):
    for n in range(27):
        published(association, zhao, times(1 + n // 10), site=xugou)
    here = {"latitude": "34.74", "longitude": "119.38"}

    seen = [
        card.activity.pk
        for number in ("1", "2")
        for card in client.post(URL, here | {"page": number}).context["page"].cards
    ]

    assert len(seen) == len(set(seen)) == 27


def test_organizers_write_a_point_either_way_round(association):
    field = PointField(max_length=60, required=False)
    liandao = Point(34.755, 119.46)
    assert field.clean("34.755, 119.46") == liandao
    assert field.clean("119.46，34.755") == liandao
    assert field.clean("") is None
    for wrong in ("34.7", "north", "99, 99", "34.7, 400"):
        with pytest.raises(ValidationError):
            field.clean(wrong)


def test_where_an_activity_is_can_be_set_and_is_copied(association, zhao):
    one = draft(association, zhao, latitude=34.755, longitude=119.46)
    again = rules.copy(
        activity=one, first_day=timezone.localdate(), by=zhao, at=timezone.now()
    )
    assert again.point == Point(34.755, 119.46)
