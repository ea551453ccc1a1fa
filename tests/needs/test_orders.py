"""From what somebody needs to what they say of it."""

from datetime import timedelta

import pytest

from activities.rules import cancel
from config.sms import memory
from needs import errors, rules
from needs.keys import opens, rating_key
from needs.models import ContactLook, Need, Order, Outcome, Rating
from needs.permissions import visible_orders
from needs.reports import matching
from needs.retention import forget_who_asked
from needs.rules import Result
from notices.reading import page
from tests.activities.making import publish
from tests.factories import NOON, appoint, make_account
from tests.needs.making import (
    GRANNYS_PHONE,
    accepted,
    claimed,
    delivered,
    dispatched,
    now,
    report,
)
from volunteers.models import Team
from volunteers.own_data import parts

pytestmark = pytest.mark.django_db


def sentences(account):
    return [one.sentence for one in page(account).lines]


def acts(order):
    return list(order.steps.values_list("act", flat=True))


def test_the_whole_way(station, sun, li, association, zhao):
    # Granny needs a haircut. Sun takes it on, Li asks the association.
    order = report(station)
    assert any("生活便民" in one for one in sentences(sun))
    rules.accept(order=order, by=sun, at=NOON)
    rules.dispatch(order=order, organization=association, by=li, at=NOON)
    assert any("幸福路站" in one for one in sentences(zhao))

    # Zhao takes it on, and Li hears of it.
    rules.claim(order=order, organization=association, by=zhao, at=NOON)
    assert any(association.name in one for one in sentences(li))
    rules.start(order=order, by=zhao, at=NOON)
    results = [Result(problem="理发", count=2), Result(problem="修灯", solved=False)]
    rules.deliver(order=order, results=results, by=zhao, at=NOON)

    # She is asked how it was by a message, once.
    assert rules.tell_who_asked(at=NOON) == 1
    assert rules.tell_who_asked(at=NOON) == 0
    (said,) = (one.text for one in memory.outbox if one.to == GRANNYS_PHONE)
    assert f"/rate/{rating_key(order.need.reference)}/" in said
    rules.rate(order=order, stars=5, words="手艺好", way="link", by=None, at=NOON)
    rules.close(order=order, by=sun, at=NOON)

    assert now(order).state == "closed"
    assert acts(order) == [
        *("submit", "accept", "dispatch", "claim", "start", "deliver", "rate", "close")
    ]
    assert sum(one.count for one in Outcome.objects.filter(solved=True)) == 2


def test_nobody_is_forced(station, sun, association, zhao, beach_team):
    order = dispatched(station, sun, association)
    with pytest.raises(errors.ReasonNeeded):
        rules.decline(order=order, reason=" ", by=zhao, at=NOON)
    rules.decline(order=order, reason="人手不够", by=zhao, at=NOON)
    assert (now(order).state, now(order).organization) == ("accepted", None)

    # Whoever said no is neither asked again nor proposed.
    assert association not in [one.organization for one in matching(now(order))]
    with pytest.raises(errors.DeclinedAlready):
        rules.dispatch(order=order, organization=association, by=sun, at=NOON)
    rules.dispatch(order=order, organization=beach_team, by=sun, at=NOON)


def test_another_organization_is_asked_before_the_work_begins(
    station, sun, association, zhao, beach_team, captain
):
    order = claimed(station, sun, association, zhao)
    rules.reassign(order=order, organization=beach_team, by=sun, at=NOON)
    assert any("不再" in one for one in sentences(zhao))
    assert not visible_orders(zhao).exists()
    rules.claim(order=order, organization=beach_team, by=captain, at=NOON)
    rules.start(order=order, by=captain, at=NOON)
    with pytest.raises(errors.WrongMoment):
        rules.reassign(order=order, organization=association, by=sun, at=NOON)


def test_what_is_open_goes_to_who_comes_first(
    station, sun, association, zhao, beach_team, captain
):
    order = rules.offer(order=accepted(station, sun), by=sun, at=NOON)
    rules.claim(order=order, organization=beach_team, by=captain, at=NOON)
    with pytest.raises(errors.WrongMoment):
        rules.claim(order=order, organization=association, by=zhao, at=NOON)
    rules.claim(order=order, organization=beach_team, by=captain, at=NOON)  # again
    assert acts(order).count("claim") == 1


def test_only_ones_own_teams_and_active_organizations(
    station, sun, association, zhao, beach_team
):
    order = dispatched(station, sun, association)
    team = Team.objects.create(
        organization=beach_team, name="净滩组", made_by=zhao, made_at=NOON
    )
    with pytest.raises(errors.NotItsTeam):
        rules.claim(order=order, organization=association, team=team, by=zhao, at=NOON)
    beach_team.status = "suspended"
    beach_team.save()
    with pytest.raises(errors.OrganizationCannotTake):
        rules.reassign(order=order, organization=beach_team, by=sun, at=NOON)


def test_an_activity_sets_the_day_and_cancelled_takes_it_back(
    station, sun, association, zhao, beach_team, captain
):
    order = claimed(station, sun, association, zhao)
    activity = publish(association, zhao)
    other = publish(beach_team, captain)
    with pytest.raises(errors.ActivityDoesNotFit):
        rules.schedule(order=order, activity=other, by=zhao, at=NOON)
    rules.schedule(order=order, activity=activity, by=zhao, at=NOON)
    assert now(order).agreed_on == activity.starts_on
    cancel(activity=activity, reason="台风", by=zhao, at=NOON)
    assert (now(order).state, now(order).activity) == ("claimed", None)
    assert acts(order)[-1] == "unschedule"


def test_bad_stars_take_it_up_again_and_it_is_rated_once_each_time(
    station, sun, association, zhao
):
    order = delivered(station, sun, association, zhao)
    rules.rate(order=order, stars=2, words="没来", way="code", by=None, at=NOON)
    with pytest.raises(errors.WrongMoment):
        rules.rate(order=order, stars=5, words="", way="code", by=None, at=NOON)
    again = now(order)
    assert (again.state, again.round, again.organization) == ("accepted", 2, None)
    rules.dispatch(order=order, organization=association, by=sun, at=NOON)
    rules.claim(order=order, organization=association, by=zhao, at=NOON)
    rules.start(order=order, by=zhao, at=NOON)
    rules.deliver(order=order, results=[Result(problem="理发")], by=zhao, at=NOON)
    rules.rate(order=order, stars=4, words="", way="code", by=None, at=NOON)
    assert list(Rating.objects.values_list("round", "stars")) == [(1, 2), (2, 4)]


def test_a_clerk_writes_down_what_is_said_and_not_of_their_own_work(
    station, sun, association, zhao
):
    order = delivered(station, sun, association, zhao)
    both = appoint(
        appoint(make_account("both"), "admin", association), "clerk", site=station
    )
    with pytest.raises(errors.RatedByItsOwn):
        rules.rate(order=order, stars=5, words="", way="link", by=both, at=NOON)
    with pytest.raises(errors.NotYours):
        rules.rate(order=order, stars=5, words="", way="link", by=zhao, at=NOON)
    rules.rate(order=order, stars=5, words="", way="link", by=sun, at=NOON)
    assert Rating.objects.get().way == "clerk"


def test_what_is_no_volunteers_work_is_passed_on_with_an_answer(station, sun):
    order = report(station)
    rules.transfer(order=order, to="12345", answer="路灯由市政维修", by=sun, at=NOON)
    assert now(order).state == "transferred"
    assert rules.tell_who_asked(at=NOON) == 1
    with pytest.raises(errors.WrongMoment):
        rules.accept(order=order, by=sun, at=NOON)


def test_two_that_are_the_same_become_one(station, sun):
    one, other = report(station), report(station)
    with pytest.raises(errors.CannotMerge):
        rules.merge(order=one, into=one, by=sun, at=NOON)
    rules.merge(order=one, into=other, by=sun, at=NOON)
    assert (now(one).state, now(one).merged_into) == ("cancelled", other)
    with pytest.raises(errors.CannotMerge):
        rules.merge(order=other, into=one, by=sun, at=NOON)


def test_whoever_asked_calls_it_off_until_somebody_has_taken_it_on(
    station, sun, association, zhao
):
    order = dispatched(station, sun, association)
    rules.take_back(order=order, at=NOON)
    assert now(order).state == "cancelled"
    taken = claimed(station, sun, association, zhao)
    with pytest.raises(errors.WrongMoment):
        rules.take_back(order=taken, at=NOON)


def test_an_order_sent_up_is_the_site_aboves(station, institute, center, sun, li):
    order = report(station)
    rules.escalate(order=order, by=sun, at=NOON)
    assert now(order).in_charge == institute
    # Sun still sees it, and does not steer it any more.
    assert visible_orders(sun).filter(pk=order.pk).exists()
    with pytest.raises(errors.NotYours):
        rules.accept(order=order, by=sun, at=NOON)
    rules.escalate(order=order, by=li, at=NOON)
    with pytest.raises(errors.NoSiteAbove):
        rules.escalate(order=order, by=li, at=NOON)


# Whose it is


def sees(order, account):
    try:
        return rules.look(order=now(order), page="/", by=account, at=NOON).name
    except errors.NotYours:
        return None


def test_who_sees_whose_it_is_and_every_look_is_written_down(
    station, sun, li, association, zhao, wang, he
):
    other_clerk = appoint(make_account("clerk2"), "clerk", site=station)
    order = rules.accept(order=report(station, by=sun), by=sun, at=NOON)
    rules.dispatch(order=order, organization=association, by=li, at=NOON)
    assert sees(order, sun) == sees(order, li) == "许海燕"
    assert sees(order, zhao) is None  # not before it is taken on
    rules.claim(order=order, organization=association, by=zhao, at=NOON)
    assert sees(order, zhao) == "许海燕"
    assert [sees(order, one) for one in (other_clerk, wang, he)] == [None] * 3
    looks = ContactLook.objects.order_by("pk").values_list("by__username", "role")
    assert list(looks) == [("sun", "clerk"), ("li", "dispatcher"), ("zhao", "admin")]


def test_nothing_of_a_person_is_readable_in_the_table(station):
    report(station)
    row = Need.objects.values().get()
    assert "许海燕" not in repr(row)
    assert GRANNYS_PHONE[-8:] not in repr(row)
    assert Need.objects.of_phone(GRANNYS_PHONE).get().address == "幸福路三号楼"


def test_who_asked_is_forgotten_and_what_was_done_stays(
    station, sun, association, zhao
):
    order = delivered(station, sun, association, zhao)
    rules.rate(order=order, stars=5, words="谢谢", way="link", by=None, at=NOON)
    later = NOON + timedelta(days=1)
    assert forget_who_asked(later, 10) == 0  # not ended
    rules.close(order=order, by=sun, at=NOON)
    assert forget_who_asked(NOON, 10) == 0  # not before its day
    assert forget_who_asked(later, 10) == 1
    need = Need.objects.get()
    assert (need.contact_name, need.contact_phone, need.address, need.text) == (
        *("", "", "", ""),
    )
    assert Rating.objects.values_list("stars", "words").get() == (5, "")
    assert Outcome.objects.exists()
    assert sees(order, sun) is None


def test_ones_own_data_tell_what_one_asked_for(station, sun, lin):
    account = lin.account
    account.phone = GRANNYS_PHONE
    account.save()
    order = report(station, by=sun)
    sees(order, sun)
    by_name = {one.name: one for one in parts()}
    for name, says in (("needs", "老人想在家理个发"), ("need_looks", "幸福路站")):
        (row,) = by_name[name].rows(account)
        assert says in row.values()
        assert set(row) == {column.name for column in by_name[name].columns}


def test_the_key_of_one_need_opens_no_other(station):
    one, other = report(station).need.reference, report(station).need.reference
    assert opens(one, rating_key(one))
    assert not opens(other, rating_key(one))


def test_who_has_nothing_to_do_with_it_does_not_see_it(
    station, sun, association, hu, stranger, lin
):
    dispatched(station, sun, association)
    for account in (hu, stranger, lin.account):
        assert list(visible_orders(account)) == []
    assert Order.objects.count() == 1
