"""A seat, a place in the queue, an offer; and who may not come."""

from datetime import date, timedelta

import pytest

from activities import errors, rules
from activities.models import Seat, SignUp
from activities.permissions import visible_activities
from activities.rules import PostPlan
from hours.rules import approve
from notices.models import Notice
from notices.reading import page
from policies.models import Policy
from tests.activities.making import (
    draft,
    holds,
    now,
    people,
    publish,
    shift_of,
    sign_up,
    states,
    terms,
    times,
)
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
    moment,
)
from tests.families import signed_at_a_desk
from volunteers.models import CredentialKind, IdentityCheck, Membership
from volunteers.rules import state_credential
from volunteers.rules.organizations import take_insurance_back

pytestmark = pytest.mark.django_db

BEFORE = moment("2020-03-14 08:59")


def test_who_comes_first_has_a_seat_and_who_comes_later_waits(shift):
    first, second, third, fourth = sign_up(shift, *people(4))

    assert states(shift) == ["seated", "seated", "waiting", "waiting"]
    assert [one.position for one in (first, third, fourth)] == [None, 1, 2]
    shift.refresh_from_db()
    assert (shift.seated, shift.free_seats, shift.is_full) == (2, 0, True)
    assert (second.starts_at, second.ends_at) == (shift.starts_at, shift.ends_at)


def test_signing_up_again_is_the_same(shift, lin):
    first, is_new = rules.sign_up(shift=shift, volunteer=lin, by=lin.account, at=NOON)
    again, still = rules.sign_up(shift=shift, volunteer=lin, by=lin.account, at=NOON)
    assert (first, is_new, still) == (again, True, False)


def test_what_is_given_up_is_offered_to_who_has_waited_longest(shift):
    first, _, third, fourth = sign_up(shift, *people(4))

    rules.give_up(sign_up=first, by=first.by, at=NOON)

    assert states(shift) == ["given_up", "seated", "offered", "waiting"]
    shift.refresh_from_db()
    assert shift.seated == 2  # one of them is held
    told = Notice.objects.get()
    assert (told.recipient, told.event, told.subject) == (
        third.by,
        "seat_offered",
        third.pk,
    )

    rules.take_offer(sign_up=now(third), by=third.by, at=NOON)

    assert states(shift) == ["given_up", "seated", "seated", "waiting"]
    assert now(fourth).position == 1


def test_signing_up_again_takes_what_is_offered(shift):
    first, _, third = sign_up(shift, *people(3))
    rules.give_up(sign_up=first, by=first.by, at=NOON)

    taken, is_new = rules.sign_up(
        shift=shift, volunteer=third.volunteer, by=third.by, at=NOON
    )

    assert (taken.pk, taken.is_seated, is_new) == (third.pk, True, False)


def test_an_offer_that_nobody_takes_goes_to_the_next(shift):
    first, _, third, fourth = sign_up(shift, *people(4))
    rules.give_up(sign_up=first, by=first.by, at=NOON)
    in_time = NOON + timedelta(hours=11, minutes=59)
    too_late = NOON + timedelta(hours=12)

    assert rules.keep_seats(at=in_time) == 0
    rules.keep_seats(at=too_late)

    assert states(shift) == ["given_up", "seated", "lapsed", "offered"]
    assert now(fourth).offered_until == too_late + timedelta(hours=12)
    with pytest.raises(errors.OfferLapsed):
        rules.take_offer(sign_up=now(third), by=third.by, at=too_late)
    events = Notice.objects.order_by("pk").values_list("recipient", "event")
    assert list(events) == [
        (third.by_id, "seat_offered"),
        (third.by_id, "seat_lapsed"),
        (fourth.by_id, "seat_offered"),
    ]


def test_who_is_late_for_an_offer_waits_at_the_end(shift):
    first, _, third, fourth = sign_up(shift, *people(4))
    rules.give_up(sign_up=first, by=first.by, at=NOON)

    again, is_new = rules.sign_up(
        shift=shift,
        volunteer=third.volunteer,
        by=third.by,
        at=NOON + timedelta(hours=12),
    )

    assert is_new
    assert states(shift) == ["given_up", "seated", "lapsed", "offered", "waiting"]
    assert again.position == 1
    assert now(fourth).is_offered


def test_an_offer_holds_for_half_of_the_time_that_is_left(shift):
    first, _, third = sign_up(shift, *people(3))
    eight = moment("2020-03-14 08:00")
    rules.give_up(sign_up=first, by=first.by, at=eight)
    assert now(third).offered_until == moment("2020-03-14 08:30")


def test_nobody_passes_those_who_wait(association, zhao):
    # Lin waits for a seat, but serves elsewhere at that time; Mei waits behind her.
    shift = shift_of(publish(association, zhao, times(seats=1)))
    elsewhere = shift_of(publish(association, zhao, times("2020-03-14 10:00")))
    first, lin, mei = sign_up(shift, *people(3))
    sign_up(elsewhere, lin.volunteer)

    rules.give_up(sign_up=first, by=first.by, at=NOON)

    # Lin keeps her place, and Mei is asked.
    assert states(shift) == ["given_up", "waiting", "offered"]
    rules.give_up(sign_up=now(mei), by=mei.by, at=NOON)
    assert states(shift) == ["given_up", "waiting", "given_up"]

    # The seat is free and Lin cannot take it, so it is anybody's.
    (chen,) = sign_up(shift, make_volunteer("chen"))
    assert chen.is_seated

    # Now Lin gives the other one up, and the next seat is hers.
    rules.give_up(sign_up=SignUp.objects.get(shift=elsewhere), by=lin.by, at=NOON)
    rules.give_up(sign_up=chen, by=chen.by, at=NOON)
    assert now(lin).is_offered


def test_more_seats_go_to_those_who_wait(shift, zhao):
    *_, third, fourth = sign_up(shift, *people(4))
    rules.set_seats(shift=shift, seats=3, by=zhao, at=NOON)
    assert now(third).is_offered
    assert now(fourth).is_waiting
    with pytest.raises(errors.SeatsTaken):
        rules.set_seats(shift=shift, seats=2, by=zhao, at=NOON)


def test_a_shift_nobody_chose_is_taken_away(association, zhao, lin):
    activity = publish(association, zhao, times(), times("2020-03-15 09:00"))
    (mine,) = sign_up(shift_of(activity), lin)
    rules.give_up(sign_up=mine, by=lin.account, at=NOON)
    with pytest.raises(errors.PeopleComing):
        rules.take_away(shift=shift_of(activity), by=zhao, at=NOON)
    rules.take_away(shift=shift_of(activity, 1), by=zhao, at=NOON)
    with pytest.raises(errors.ShiftsNeeded):
        rules.take_away(shift=shift_of(activity), by=zhao, at=NOON)


# When


def test_until_it_starts_people_come_and_give_up(shift, lin, mei):
    (mine,) = sign_up(shift, lin, at=BEFORE)
    with pytest.raises(errors.ShiftStarted):
        sign_up(shift, mei, at=shift.starts_at)
    with pytest.raises(errors.ShiftStarted):
        rules.give_up(sign_up=mine, by=lin.account, at=shift.starts_at)
    rules.give_up(sign_up=mine, by=lin.account, at=BEFORE)
    assert now(mine).state == Seat.GIVEN_UP


def test_giving_up_again_is_the_same(shift, lin):
    (mine,) = sign_up(shift, lin)
    rules.give_up(sign_up=mine, by=lin.account, at=NOON)
    rules.give_up(sign_up=mine, by=lin.account, at=BEFORE)
    assert now(mine).ended_at == NOON


def test_one_is_expected_in_one_place_at_a_time(association, zhao, shift, lin):
    sign_up(shift, lin)
    beside = shift_of(publish(association, zhao, times("2020-03-14 11:59")))
    after = shift_of(publish(association, zhao, times("2020-03-14 12:00")))
    with pytest.raises(errors.SeatOverlaps) as refused:
        sign_up(beside, lin)
    assert "09:00" in refused.value.detail
    sign_up(after, lin)


def test_sign_up_has_its_time(association, zhao, lin):
    window = {
        "recruits_from": NOON + timedelta(hours=1),
        "recruits_until": NOON + timedelta(hours=2),
    }
    shift = shift_of(publish(association, zhao, **window))
    with pytest.raises(errors.RecruitingBeginsLater):
        sign_up(shift, lin)
    with pytest.raises(errors.RecruitingIsOver):
        sign_up(shift, lin, at=NOON + timedelta(hours=2))
    sign_up(shift, lin, at=NOON + timedelta(hours=1))


# Who


def refusal(shift, volunteer, by=None):
    with pytest.raises(errors.NotEligible) as refused:
        rules.sign_up(
            shift=shift, volunteer=volunteer, by=by or volunteer.account, at=NOON
        )
    assert (refused.value.code, refused.value.status) == ("not_eligible", 422)
    assert refused.value.detail
    return refused.value.why


def test_nobody_signs_up_for_what_is_not_open(association, zhao, activity, lin):
    assert refusal(shift_of(draft(association, zhao)), lin) == "not_recruiting"
    rules.close(activity=activity, by=zhao, at=NOON)
    assert refusal(shift_of(activity), lin) == "not_recruiting"


def test_not_with_an_organization_that_pauses(association, shift, lin):
    association.status = "suspended"
    association.save()
    assert refusal(shift, lin) == "organization_not_active"


def test_what_is_for_members_is_for_members(association, zhao, lin, mei):
    shift = shift_of(publish(association, zhao, audience="members"))
    assert refusal(shift, lin) == "members_only"
    Membership.objects.create(
        volunteer=mei, organization=association, joined_on=NOON.date()
    )
    sign_up(shift, mei)


def test_what_is_for_the_invited_is_not_for_others(association, zhao, lin):
    shift = shift_of(publish(association, zhao, audience="invited"))
    assert refusal(shift, lin) == "invited_only"


def test_who_is_invited_hears_of_it_and_signs_up_if_they_wish(
    association, zhao, lin, mei
):
    activity = publish(association, zhao, audience="invited")
    seen = visible_activities(lin.account).filter(pk=activity.pk)
    assert not seen.exists()

    about = {"activity": activity, "by": zhao, "at": NOON}
    guest, is_new = rules.invite(volunteer=lin, **about)
    assert rules.invite(volunteer=lin, **about) == (guest, False)

    assert is_new
    assert seen.exists()
    assert Notice.objects.get().event == "activity_invited"
    (told,) = page(lin.account).lines
    assert told.url == f"/activities/{activity.pk}/"
    shift = shift_of(activity)
    assert not shift.sign_ups.exists()  # nobody is sent anywhere
    sign_up(shift, lin)
    assert refusal(shift, mei) == "invited_only"


def test_only_organizers_invite_and_only_to_what_is_open(association, zhao, hu, lin):
    waiting = draft(association, zhao, audience="invited")
    with pytest.raises(errors.NotAnOrganizer):
        rules.invite(activity=waiting, volunteer=lin, by=hu, at=NOON)
    with pytest.raises(errors.WrongMoment):
        rules.invite(activity=waiting, volunteer=lin, by=zhao, at=NOON)


def test_whose_document_did_not_match_shows_it_first(shift, lin):
    IdentityCheck.objects.create(volunteer=lin, state="failed", at=NOON)
    assert refusal(shift, lin) == "identity_not_verified"


def test_the_city_may_ask_for_a_look_at_everybodys_document(shift, lin, mei, wang):
    Policy.objects.create(code="verified_to_sign_up", holds_from=NOON.date(), value=1)
    IdentityCheck.objects.create(volunteer=mei, state="seen", by=wang, at=NOON)
    assert refusal(shift, lin) == "identity_not_verified"
    sign_up(shift, mei)


def test_a_suspended_person_does_not_sign_up(shift, lin):
    lin.status = "suspended"
    lin.save()
    assert refusal(shift, lin) == "not_registered"


def test_experience_counts_in_minutes_that_count(association, zhao, lin):
    shift = shift_of(publish(association, zhao, min_minutes=120))
    session = log_session(volunteer=lin, organization=association, minutes=120)
    assert refusal(shift, lin) == "experience_needed"
    approve(sessions=[session], by=zhao, at=NOON)
    sign_up(shift, lin)


# Minors: by their age on the day of the shift


def minor(born, *, agreed=True):
    person = make_volunteer(f"born{born}", birth_date=born)
    if agreed:
        signed_at_a_desk(person, at=NOON)
    return person


def test_a_post_has_its_age_on_the_day_of_the_shift(association, zhao):
    posts = [PostPlan(shifts=[times()], min_age=16)]
    shift = shift_of(publish(association, zhao, posts=posts))
    assert refusal(shift, minor(date(2004, 3, 15))) == "too_young"
    sign_up(shift, minor(date(2004, 3, 14)))


def test_a_minors_guardian_agrees_first(shift):
    youth = minor(date(2005, 1, 1), agreed=False)
    assert refusal(shift, youth) == "guardian_has_not_agreed"
    signed_at_a_desk(youth, at=NOON)
    sign_up(shift, youth)


def test_minors_do_nothing_dangerous(association, zhao):
    shift = shift_of(publish(association, zhao, hazard=True, policy=terms()))
    assert refusal(shift, minor(date(2005, 1, 1))) == "too_dangerous_for_minors"
    sign_up(shift, minor(date(2002, 3, 14)))  # eighteen on that very day


def test_nobody_signs_up_for_danger_once_the_insurance_is_gone(association, zhao, lin):
    activity = publish(association, zhao, hazard=True, policy=terms())
    take_insurance_back(policy=activity.policy, by=zhao, at=NOON)
    assert refusal(shift_of(activity), lin) == "not_insured"


@pytest.fixture
def aid_post(association, zhao):
    """A first-aid post; Saturday is the day it is needed."""
    kind = CredentialKind.objects.get(pk="first_aid")
    posts = [PostPlan(name="急救点", credential=kind, shifts=[times()])]
    return shift_of(publish(association, zhao, posts=posts))


def test_a_post_has_its_paper_on_the_day_of_the_shift(aid_post, lin, wang):
    assert refusal(aid_post, lin) == "credential_needed"
    holds(lin, by=wang, valid_until=date(2020, 3, 13))
    holds(lin, "nurse", by=wang)
    assert refusal(aid_post, lin) == "credential_needed"
    holds(lin, by=wang, number="9900", valid_until=date(2020, 3, 14))
    sign_up(aid_post, lin)


def test_a_paper_counts_once_somebody_has_seen_it(aid_post, lin):
    kind = CredentialKind.objects.get(pk="first_aid")
    state_credential(
        volunteer=lin,
        kind=kind,
        number="7788",
        issuer="红十字会",
        valid_from=date(2020, 1, 1),
        valid_until=None,
        by=lin.account,
        at=NOON,
    )
    assert refusal(aid_post, lin) == "credential_needed"


@pytest.mark.parametrize(
    ("start", "minutes", "why"),
    [
        ("2020-03-14 05:59", 120, "too_late_for_minors"),
        ("2020-03-14 06:00", 120, None),
        ("2020-03-14 20:00", 120, None),
        ("2020-03-14 20:00", 121, "too_late_for_minors"),
        ("2020-03-14 22:00", 120, "too_late_for_minors"),
        ("2020-03-14 09:00", 240, None),
        ("2020-03-14 09:00", 241, "too_long_for_minors"),
    ],
)
def test_children_serve_by_day_and_not_for_long(association, zhao, start, minutes, why):
    shift = shift_of(publish(association, zhao, times(start, minutes=minutes)))
    child = minor(date(2008, 1, 1))
    if why:
        assert refusal(shift, child) == why
    else:
        sign_up(shift, child)


def test_a_guardian_signs_up_a_child_and_nobody_else_does(shift, lin, mei):
    child = make_volunteer(name="许小小", birth_date=date(2011, 1, 1))
    signed_at_a_desk(child, at=NOON)
    appoint(lin.account, "guardian", ward=child)
    for somebody in (mei.account, make_account("nobody")):
        with pytest.raises(errors.NotYourself):
            rules.sign_up(shift=shift, volunteer=child, by=somebody, at=NOON)
    with pytest.raises(errors.NotYourself):
        rules.sign_up(shift=shift, volunteer=mei, by=lin.account, at=NOON)

    hers, _ = rules.sign_up(shift=shift, volunteer=child, by=lin.account, at=NOON)

    with pytest.raises(errors.NotYourself):
        rules.give_up(sign_up=hers, by=mei.account, at=NOON)
    rules.give_up(sign_up=hers, by=lin.account, at=NOON)


def test_what_stands_against_it_is_said_before(shift, lin):
    assert rules.why_not(shift=shift, volunteer=lin, at=NOON) is None
    started = rules.why_not(shift=shift, volunteer=lin, at=shift.starts_at)
    assert started.code == "shift_started"
