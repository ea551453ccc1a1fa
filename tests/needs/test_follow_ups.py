"""A random few of those whose needs were met are called; it changes no rating."""

from datetime import timedelta

import pytest

from needs import errors, rules
from needs.drawing import drawn
from needs.figures import need_year
from needs.models import FollowUp, FollowUpSample, Need
from needs.retention import forget_who_asked
from policies.models import Policy
from tests.behind_the_back import refused_by
from tests.factories import moment
from tests.needs.making import delivered, now, report
from tests.needs.test_pages import browser_of, told

pytestmark = pytest.mark.django_db

APRIL = moment("2020-04-01 08:00")


def share(percent):
    Policy.objects.create(
        code="need_follow_up_percent", holds_from="2020-01-01", value=percent
    )


@pytest.fixture
def order(station, sun, association, zhao):
    """Done in March 2020, and drawn."""
    share(100)
    one = delivered(station, sun, association, zhao)
    rules.draw_follow_ups(at=APRIL)
    return now(one)


def call(order, by, result="satisfied", words=""):
    return rules.call(order=order, result=result, words=words, by=by, at=APRIL)


def test_each_month_is_drawn_once_and_can_be_drawn_again(
    station, sun, association, zhao
):
    share(40)
    met = [delivered(station, sun, association, zhao) for _n in range(4)]
    report(station)
    assert rules.draw_follow_ups(at=moment("2020-03-31 23:00")) == 0  # February
    assert [rules.draw_follow_ups(at=APRIL) for _twice in range(2)] == [2, 0]
    assert rules.draw_follow_ups(at=APRIL + timedelta(days=20)) == 0
    sample = FollowUpSample.objects.get(month="2020-03-01")
    assert (sample.met, sample.drawn, sample.percent) == (4, 2, 40)
    again = drawn([one.need.reference for one in met], seed=sample.seed, percent=40)
    calls = FollowUp.objects.values_list("order__need__reference", flat=True)
    assert sorted(calls) == sorted(again)


def test_with_a_share_of_none_nobody_is_called(station, sun, association, zhao):
    share(0)
    delivered(station, sun, association, zhao)
    assert rules.draw_follow_ups(at=APRIL) == 0


def test_who_was_not_reached_is_called_again_and_who_was_is_not(order, li):
    state = order.state
    call(order, li, "not_reached")
    call(order, li, "unsatisfied", "头发剪短了")
    with pytest.raises(errors.AlreadyCalled):
        call(order, li)
    assert (now(order).state, order.ratings.count()) == (state, 0)
    calls = need_year(2020).calls
    assert (calls.drawn, calls.reached, calls.satisfied, calls.open) == (1, 1, 0, 0)
    with refused_by("call_that_reached_somebody_stays"):
        FollowUp.objects.update(result="satisfied")


def test_only_dispatchers_in_charge_and_staff_call(order, sun, zhao, captain, he, wang):
    for account in (sun, zhao, captain, he):
        with pytest.raises(errors.NotYours):
            call(order, account)
    call(order, wang)


def test_what_was_said_is_forgotten_with_who_asked(order, li):
    call(order, li, words="很满意")
    rules.keep_orders(at=now(order).due_at)
    forget_who_asked(moment("2030-01-01 00:00"), 10)
    assert Need.objects.known().count() == 0
    assert FollowUp.objects.get().words == ""


def test_a_dispatcher_finds_whom_to_call_and_writes_it_down(client, order, li, sun):
    page = browser_of(client, li)
    here = f"/orders/{order.need.reference}/"
    assert here in told(page.get("/orders/calls/"))
    assert "Follow-up calls" in told(page.get("/orders/"))
    assert order.need.contact_phone in told(page.post(f"{here}look/"))
    assert "What came of the call" in told(page.get(here))
    assert "很好" in told(page.post(f"{here}call/", {"words": "很好"}), 422)
    said = {"result": "satisfied", "words": "很好"}
    assert page.post(f"{here}call/", said).status_code == 302
    assert "Nobody is to be called" in told(page.get("/orders/calls/"))
    assert here in told(page.get("/orders/calls/?done=1"))
    assert browser_of(client, sun).post(f"{here}call/", said).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_little_of_many_as_of_one(
    client, station, li, count, django_assert_num_queries
):
    sample = FollowUpSample.objects.create(
        month="2020-03-01", seed="x", percent=100, met=count, drawn=count, at=APRIL
    )
    for _n in range(count):
        FollowUp.objects.create(order=report(station), sample=sample)
    page = browser_of(client, li)
    page.get("/orders/calls/")
    with django_assert_num_queries(6):
        page.get("/orders/calls/")
