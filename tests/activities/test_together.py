"""A family comes together, a team is asked together: all of them, or nobody."""

from datetime import date, timedelta

import pytest

from activities import errors, rules
from activities.models import SignUp
from activities.rules import sign_up_together
from notices.models import Notice
from notices.reading import page
from tests.activities.making import (
    now,
    people,
    publish,
    shift_of,
    sign_up,
    states,
    times,
)
from tests.activities.published import published
from tests.activities.published import times as times_ahead
from tests.factories import NOON, appoint, make_account, make_volunteer
from tests.families import signed_at_a_desk
from tests.racing import in_background
from volunteers.models import Membership
from volunteers.rules.members import make_team, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def family(lin):
    """Lin with two children, who sign in nowhere."""
    children = [
        make_volunteer(name=name, birth_date=date(2009, 1, 1))
        for name in ("许小小", "许大大")
    ]
    for child in children:
        signed_at_a_desk(child, at=NOON)
        appoint(lin.account, "guardian", ward=child)
    return [lin, *children]


@pytest.fixture
def team(association, zhao, lin):
    """Lin leads a team of two others."""
    made = make_team(
        organization=association, name="导览队", about="", by=zhao, at=NOON
    )
    others = [make_volunteer(f"team{n}", name=f"队员{n}") for n in range(2)]
    for one in (lin, *others):
        held = Membership.objects.create(
            volunteer=one, organization=association, joined_on=NOON.date()
        )
        place(team=made, membership=held, leads=one == lin, by=zhao, at=NOON)
    return others


def together(shift, several, by, at=NOON):
    return sign_up_together(shift=shift, people=several, by=by, at=at)


def shift_with(association, zhao, seats):
    return shift_of(publish(association, zhao, times(seats=seats)))


def test_a_family_has_its_seats_at_once(association, zhao, family, lin):
    shift = shift_with(association, zhao, 3)

    held = together(shift, family, lin.account)

    assert [one.is_seated for one in held] == [True] * 3
    shift.refresh_from_db()
    assert shift.seated == 3
    # Again: the same.
    assert [one.pk for one in together(shift, family, lin.account)] == [
        one.pk for one in held
    ]


def test_where_there_are_too_few_seats_nobody_has_one(association, zhao, family, lin):
    shift = shift_with(association, zhao, 2)
    with pytest.raises(errors.TooFewSeats) as refused:
        together(shift, family, lin.account)
    assert "2" in refused.value.detail
    assert not SignUp.objects.exists()


def test_who_comes_already_keeps_the_seat(association, zhao, family, lin):
    shift = shift_with(association, zhao, 3)
    sign_up(shift, lin)
    together(shift, family, lin.account)
    assert states(shift) == ["seated"] * 3


def test_where_one_cannot_come_nobody_does(association, zhao, family, lin):
    too_long = shift_of(publish(association, zhao, times(minutes=300, seats=9)))
    with pytest.raises(errors.OneCannotCome) as refused:
        together(too_long, family, lin.account)
    assert "许" in refused.value.detail
    assert refused.value.extra["why"] == "too_long_for_minors"
    assert not SignUp.objects.exists()


def test_a_family_does_not_pass_those_who_wait(association, zhao, family, lin):
    shift = shift_with(association, zhao, 4)
    seats = sign_up(shift, *people(4))
    (waits,) = sign_up(shift, make_volunteer("waits"))
    rules.give_up(sign_up=seats[0], by=seats[0].by, at=NOON)
    rules.set_seats(shift=shift, seats=6, by=zhao, at=NOON)

    assert now(waits).is_offered
    with pytest.raises(errors.TooFewSeats):
        together(shift, family, lin.account)
    rules.set_seats(shift=shift, seats=7, by=zhao, at=NOON)
    together(shift, family, lin.account)


def test_nobody_signs_up_others_people(association, zhao, family, lin, mei):
    shift = shift_with(association, zhao, 5)
    with pytest.raises(errors.NotYourself):
        together(shift, [*family, mei], lin.account)
    with pytest.raises(errors.NotYourself):
        together(shift, family, make_account("nobody"))


def test_a_team_is_asked_and_its_places_are_kept(association, zhao, team, lin):
    shift = shift_with(association, zhao, 3)

    together(shift, [lin, *team], lin.account)

    assert states(shift) == ["seated", "offered", "offered"]
    (said,) = [one.sentence for one in page(team[0].account).lines]
    assert "花果山" in said
    assert not Notice.objects.filter(recipient=lin.account).exists()

    first = SignUp.objects.get(volunteer=team[0])
    rules.take_offer(sign_up=first, by=team[0].account, at=NOON)
    rules.keep_seats(at=NOON + timedelta(hours=12))

    # Who did not answer has no seat, and was not sent anywhere.
    assert states(shift) == ["seated", "seated", "lapsed"]


def test_a_leader_does_not_learn_why_one_of_the_team_cannot_come(
    association, zhao, team, lin, beach_team
):
    appoint(zhao, "admin", beach_team)
    elsewhere = publish(beach_team, zhao, times(seats=3), title="连岛夜巡")
    sign_up(shift_of(elsewhere), team[0])
    shift = shift_with(association, zhao, 3)

    with pytest.raises(errors.OneCannotCome) as refused:
        together(shift, [lin, *team], lin.account)
    assert "连岛夜巡" not in refused.value.detail
    assert team[0].masked_name in refused.value.detail
    assert refused.value.extra["why"] == "cannot_come"


def test_only_who_leads_the_team_asks_it(association, zhao, team, lin, beach_team):
    shift = shift_with(association, zhao, 9)
    with pytest.raises(errors.NotYourself):
        together(shift, [team[0], team[1]], team[0].account)
    # Nor for another organization's activity.
    appoint(zhao, "admin", beach_team)
    elsewhere = shift_with(beach_team, zhao, 9)
    with pytest.raises(errors.NotYourself):
        together(elsewhere, [lin, *team], lin.account)


@pytest.mark.django_db(transaction=True)
def test_two_families_race_for_three_seats(association, zhao, family, lin, mei):
    shift = shift_with(association, zhao, 3)
    child = make_volunteer(name="梅小", birth_date=date(2009, 1, 1))
    signed_at_a_desk(child, at=NOON)
    appoint(mei.account, "guardian", ward=child)

    others = in_background(lambda: _outcome(shift, [mei, child], mei.account))
    mine = _outcome(shift, family, lin.account)

    # The one or the other: never a part of both.
    seated = SignUp.objects.filter(state="seated").count()
    assert {mine, others.result()} == {"seated", "too_few_seats"}
    assert seated in (2, 3)


def _outcome(shift, several, by):
    try:
        together(shift, several, by)
    except errors.TooFewSeats as refused:
        return refused.code
    return "seated"


# The page


@pytest.fixture
def url(association, zhao):
    activity = published(association, zhao, times_ahead(seats=3))
    return f"/activities/{activity.pk}/"


def test_a_family_finds_the_page_and_signs_up(client, url, family, lin):
    client.force_login(lin.account)
    assert f"{url}together/" in client.get(url).content.decode()

    shown = client.get(f"{url}together/").context["page"]
    assert [one.is_chosen for one in shown.family] == [True] * 3
    sent = {
        "shift": str(shown.shifts[0].pk),
        "who": [one.person.number for one in shown.family],
    }
    answer = client.post(f"{url}together/", sent, follow=True)

    assert "3 people are signed up" in answer.content.decode()
    assert SignUp.objects.filter(state="seated").count() == 3


def test_what_was_ticked_stays_where_it_is_refused(client, url, family, lin):
    client.force_login(lin.account)
    shift = client.get(f"{url}together/").context["page"].shifts[0]
    sign_up(shift, make_volunteer("early"), at=shift.starts_at - timedelta(days=1))
    sent = {"shift": str(shift.pk), "who": [one.number for one in family]}

    answer = client.post(f"{url}together/", sent)

    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    left = answer.context["page"]
    assert (left.shift, [one.is_chosen for one in left.family]) == (shift, [True] * 3)
    for nothing in ({"shift": str(shift.pk)}, {"who": sent["who"]}):
        assert client.post(f"{url}together/", nothing).status_code == 422


def test_who_comes_alone_has_no_such_page(client, url, mei):
    client.force_login(mei.account)
    assert client.get(f"{url}together/").status_code == 404
    assert "together/" not in client.get(url).content.decode()


def test_a_leader_sees_the_team_and_asks_some_of_it(client, url, team, lin):
    client.force_login(lin.account)
    shown = client.get(f"{url}together/").context["page"]
    assert [one.is_chosen for one in shown.team] == [False, False]
    sent = {"shift": str(shown.shifts[0].pk), "who": [team[1].number]}

    answer = client.post(f"{url}together/", sent, follow=True)

    assert "A place is kept for 1 person" in answer.content.decode()
    assert SignUp.objects.get().volunteer == team[1]


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_many_there_are(
    client, association, zhao, url, lin, count, django_assert_num_queries
):
    made = make_team(organization=association, name="队", about="", by=zhao, at=NOON)
    several = [lin, *(make_volunteer(f"many{n}") for n in range(count))]
    for one in several:
        held = Membership.objects.create(
            volunteer=one, organization=association, joined_on=NOON.date()
        )
        place(team=made, membership=held, leads=one == lin, by=zhao, at=NOON)
    client.force_login(lin.account)
    with django_assert_num_queries(QUERIES):
        answer = client.get(f"{url}together/")
    assert len(answer.context["page"].team) == count


QUERIES = 9
