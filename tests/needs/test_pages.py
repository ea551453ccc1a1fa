"""The counter, the boards, the page of an order, and what everybody may see."""

from uuid import uuid4

import pytest
from django.utils import timezone

from config.models import Allowance
from needs import rules
from needs.keys import rating_key
from needs.models import ContactLook, Need, Order, Rating
from tests.codes import code_sent_to
from tests.needs.making import GRANNYS_PHONE, asked, now, report

pytestmark = pytest.mark.django_db

SAID = {
    "category": "daily_help",
    "text": "想在家理个发",
    "name": "许海燕",
    "phone": "13900139001",
    "site": "320706S",
    "channel": "counter",
}


def browser_of(client, account):
    client.force_login(account)
    client.cookies["django_language"] = "en"
    return client


def told(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def today(site, **changes):
    return report(site, at=timezone.now(), **changes)


def test_a_clerk_takes_it_in_accepts_and_dispatches(
    client, station, sun, association, zhao
):
    desk = browser_of(client, sun)
    wrong = told(desk.post("/needs/counter/", SAID | {"phone": "12"}), 422)
    assert "想在家理个发" in wrong

    page = told(desk.post("/needs/counter/", SAID | {"accept": "1"}, follow=True))
    order = Order.objects.with_names().get()
    assert (order.state, order.need.taken_by) == ("accepted", sun)
    assert order.need.number in page
    assert association.name in page  # fits: of the district
    here = f"/orders/{order.need.reference}/"

    sent = {"organization": association.pk}
    assert "may decline" in told(desk.post(f"{here}dispatch/", sent, follow=True))
    assert now(order).organization == association

    # Whom it goes to is shown on request, and that is written down.
    assert "许海燕" not in told(desk.get(here))
    assert "许海燕" in told(desk.post(f"{here}look/"))
    assert ContactLook.objects.get().by == sun


def test_what_is_refused_says_why_where_it_was_typed(client, station, sun):
    order, desk = today(station), browser_of(client, sun)
    here = f"/orders/{order.need.reference}/"
    assert 'id="refuse_reason_error"' in told(desk.post(f"{here}refuse/", {}), 422)
    several = told(desk.post(f"{here}merge/", {"into": "20200306BCDFGHJK"}), 422)
    assert "number of another need" in several
    done = told(desk.post(f"{here}start/"), 404)
    assert done


def test_an_organization_takes_on_begins_and_is_done(
    client, station, sun, association, zhao
):
    at = timezone.now()
    order = rules.accept(order=today(station), by=sun, at=at)
    rules.dispatch(order=order, organization=association, by=sun, at=at)
    team, here = browser_of(client, zhao), f"/orders/{order.need.reference}/"
    assert (
        team.get("/orders/")["Location"] == f"/organizations/{association.pk}/orders/"
    )
    assert order.need.text in told(team.get(f"/organizations/{association.pk}/orders/"))

    told(team.post(f"{here}claim/", {}, follow=True))
    told(team.post(f"{here}start/", follow=True))
    nothing = told(team.post(f"{here}deliver/", {"count0": "1"}), 422)
    assert "what was done" in nothing
    sent = {"problem0": "理发", "count0": "2", "problem1": "修灯", "unsolved1": "on"}
    told(team.post(f"{here}deliver/", sent, follow=True))
    assert list(order.outcomes.values_list("problem", "solved", "count")) == [
        ("理发", True, 2),
        ("修灯", False, 1),
    ]


def test_the_page_of_everybody_shows_nothing_of_a_person(client, station, sun):
    order = today(station)
    reason = "请联系物业"
    rules.refuse(order=order, reason=reason, by=sun, at=timezone.now())
    page = told(client.get(f"/needs/{order.need.reference}/"))
    assert order.need.category.label in page
    for secret in ("许海燕", "老人想在家理个发", "9001", "幸福路三号楼", reason):
        assert secret not in page
    # It is found however the number is typed.
    found = client.get("/needs/", {"number": f" {order.need.number.lower()} "})
    assert found["Location"] == f"/needs/{order.need.reference}/"
    told(client.get("/needs/", {"number": "20200306BCDFGHJK"}), 422)


def prove(client, phone="13900139001"):
    client.post("/needs/phone/", {"phone": phone})
    code = code_sent_to(f"+86{phone}")
    assert client.post("/needs/prove/", {"code": code})["Location"] == "/needs/mine/"


def test_whoever_needs_something_asks_with_a_code_to_the_phone(client, station, sun):
    assert client.get("/needs/new/")["Location"] == "/needs/phone/"
    prove(client)
    said = {
        key: value for key, value in SAID.items() if key not in ("phone", "channel")
    }
    number = told(client.post("/needs/new/", said | {"text": "打 13800138000"}), 422)
    assert "13800138000" in number
    answer = client.post("/needs/new/", said)
    need = Need.objects.get()
    assert answer["Location"] == f"/needs/own/{need.reference}/"
    assert (need.contact_phone, need.taken_by) == (GRANNYS_PHONE, None)
    assert "想在家理个发" in told(client.get(answer["Location"]))
    assert need.number in told(client.get("/needs/mine/"))

    client.post(f"/needs/own/{need.reference}/take-back/")
    assert now(need.order).state == "cancelled"


def test_nobody_reads_anothers_need(client, station):
    order = today(station)
    prove(client, "13900139002")
    assert client.get(f"/needs/own/{order.need.reference}/").status_code == 404


def test_three_codes_a_day_for_a_phone(client, station):

    for n in range(4):
        answer = client.post("/needs/phone/", {"phone": "13900139001"})
        assert answer.status_code == (302 if n < 3 else 429)
        Allowance.objects.filter(subject__startswith="codes-minute").delete()


@pytest.mark.parametrize("way", ["link", "code"])
def test_whoever_asked_rates_by_the_link_or_by_a_code(
    client, station, sun, association, zhao, way
):
    at = timezone.now()
    order = rules.accept(order=today(station), by=sun, at=at)
    rules.dispatch(order=order, organization=association, by=sun, at=at)
    rules.claim(order=order, organization=association, by=zhao, at=at)
    rules.start(order=order, by=zhao, at=at)
    results = [rules.Result(problem="理发")]
    rules.deliver(order=order, results=results, by=zhao, at=at)
    reference = order.need.reference
    if way == "link":
        assert client.get(f"/needs/{reference}/rate/{'0' * 24}/").status_code == 404
        here = f"/needs/{reference}/rate/{rating_key(reference)}/"
    else:
        prove(client)
        here = f"/needs/own/{reference}/rate/"
    assert client.post(here, {}).status_code == 422
    assert client.post(here, {"stars": "5", "words": "手艺好"}).status_code == 302
    assert Rating.objects.values_list("stars", "way", "by").get() == (5, way, None)
    assert client.post(here, {"stars": "1"}).status_code == 422  # once


@pytest.mark.parametrize("count", [1, 30])
def test_the_boards_ask_as_little_of_many_as_of_one(
    count, client, station, sun, association, zhao, django_assert_num_queries
):
    at = timezone.now()
    for n in range(count):
        need = rules.report(asked=asked(station), by=None, at=at)
        order = rules.accept(order=need.order, by=sun, at=at)
        if n % 2 == 0:
            rules.dispatch(order=order, organization=association, by=sun, at=at)
    browser_of(client, sun)
    client.get("/orders/")
    with django_assert_num_queries(9 if count > 1 else 8):
        assert told(client.get("/orders/")).count("data-card") == min(count, 16)
    browser_of(client, zhao)
    here = f"/organizations/{association.pk}/orders/"
    client.get(here)
    with django_assert_num_queries(15):
        assert told(client.get(here)).count("data-card") == (count + 1) // 2


def test_the_same_form_sent_again_is_one_need(client, station, sun):
    desk = browser_of(client, sun)
    draft = SAID | {"form": f"{uuid4()}", "later": "1", "accept": "1"}
    asks = {"HTTP_ACCEPT": "application/json"}
    first, again = (desk.post("/needs/counter/", draft, **asks) for _n in range(2))
    need = Need.objects.get()
    assert (
        first.json()
        == again.json()
        == {
            "number": need.number,
            "url": f"/orders/{need.reference}/",
        }
    )
    # Another need typed into the same form is another; and what is wrong is told.
    desk.post("/needs/counter/", draft | {"text": "修灯"}, **asks)
    assert Need.objects.count() == 2
    wrong = desk.post("/needs/counter/", draft | {"phone": "1"}, **asks)
    assert wrong.status_code == 422
    assert wrong.json()["errors"].keys() == {"phone"}
