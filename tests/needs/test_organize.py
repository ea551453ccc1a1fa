"""From an order to an activity: the form is filled in, and one press does the rest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Activity
from activities.rules import PostPlan
from needs import errors, rules
from needs.pages.organizing import suggestion
from tests.activities.making import times, words
from tests.factories import NOON, make_activity
from tests.needs.making import claimed, dispatched, now
from tests.needs.test_pages import browser_of, told
from tests.needs.test_races import tries
from tests.racing import all_at_once

pytestmark = pytest.mark.django_db

SECRETS = ("老人想在家理个发", "新南街道", "幸福路三号楼", "许海燕", "13900139001")


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=5)


@pytest.fixture
def order(station, sun, association, zhao, soon):
    return claimed(
        station,
        sun,
        association,
        zhao,
        at=timezone.now(),
        wished_on=soon,
        proxy="older",
    )


@pytest.fixture
def desk(client, zhao):
    return browser_of(client, zhao)


def filled_in(order, association):
    """What the form holds when it is opened, and all that is left to say."""
    typed = suggestion(order, organization=association, on=timezone.localdate())
    typed["risks"], typed["contact_name"] = "楼道暗，上下楼慢一点", "王老师"
    return typed


def test_two_clicks_from_the_order_to_an_activity_that_people_find(
    desk, order, association, soon
):
    # What must be told stands in the last activity of the kind, and is told again.
    told_before = {"risks": "楼道暗，上下楼慢一点", "contact_name": "王老师"}
    make_activity(association, service_field_id="0001", **told_before)
    here = f"/orders/{order.need.reference}/"
    assert f'href="{here}organize/"' in told(desk.get(here))

    form = told(desk.get(f"{here}organize/"))
    assert all(one in form for one in ("生活便民", f"{soon}", *told_before.values()))
    assert not any(secret in form for secret in SECRETS)

    typed = suggestion(order, organization=association, on=timezone.localdate())
    typed["declared"] = "1"
    assert "the day is set" in told(desk.post(f"{here}organize/", typed, follow=True))
    activity = now(order).activity
    assert (activity.is_published, activity.title) == (True, "生活便民")
    assert (activity.site, activity.recipients) == (order.need.site, ["03"])
    assert (now(order).state, now(order).agreed_on) == ("scheduled", soon)
    page = told(desk.get(f"/activities/{activity.pk}/"))
    assert not any(secret in page for secret in SECRETS)


def test_what_is_refused_leaves_nothing_behind_and_everything_typed(
    desk, order, association
):
    here = f"/orders/{order.need.reference}/organize/"
    typed = filled_in(order, association)
    for name, value, said in (
        ("title", "", "required"),
        ("risks", "", "risks"),
        ("shift0-date", "", "required"),
        ("more_shifts", "1", "Time 2"),
    ):
        changed = typed.copy()
        changed["summary"], changed["declared"], changed[name] = "带上推子", "1", value
        page = desk.post(here, changed).content.decode()
        assert all(one in page for one in ("带上推子", said, 'value="1" checked'))
    undeclared = told(desk.post(here, typed), 422)
    assert "王老师" in undeclared
    assert not Activity.objects.exists()
    assert now(order).state == "claimed"


def test_only_who_speaks_for_it_makes_one_and_of_what_is_taken_on(
    client, station, sun, association, zhao, leader
):
    account, team = leader
    order = dispatched(station, sun, association)
    here = f"/orders/{order.need.reference}/"
    assert browser_of(client, zhao).get(f"{here}organize/")["Location"] == here
    rules.claim(order=order, organization=association, team=team, by=zhao, at=NOON)
    for other in (account, sun):
        browser = browser_of(client, other)
        assert "organize/" not in told(browser.get(here))
        assert browser.get(f"{here}organize/").status_code == 404


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_presses_make_one_activity(station, sun, association, zhao):
    order = claimed(station, sun, association, zhao)

    def press():
        rules.organize(
            order=order,
            words=words(),
            posts=[PostPlan(shifts=[times()])],
            declared=True,
            by=zhao,
            at=NOON,
        )

    assert sorted(all_at_once(tries(press), tries(press))) == [False, True]
    assert Activity.objects.get() == now(order).activity
    with pytest.raises(errors.WrongMoment):
        press()
    assert Activity.objects.count() == 1
