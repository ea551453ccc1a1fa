"""Many at the same moment: every seat once, and everybody in their turn."""

import random
from collections import Counter
from contextlib import suppress

import pytest
from django.db import transaction

from activities import errors, rules
from activities.models import Seat, Shift, SignUp
from config.errors import RuleBroken
from tests.activities.making import now, people, publish, shift_of, sign_up, times
from tests.factories import NOON
from tests.racing import all_at_once, in_background

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def joins(shift, person):
    return lambda: rules.sign_up(
        shift=shift, volunteer=person, by=person.account, at=NOON
    )


def gives_up(one):
    return lambda: rules.give_up(sign_up=one, by=one.by, at=NOON)


def in_turn(shift):
    return list(shift.sign_ups.in_order().values_list("state", flat=True))


def is_sound(shift):
    """Nobody is counted twice, nothing is overbooked, and turns follow one another."""
    shift = Shift.objects.get(pk=shift.pk)
    held = shift.sign_ups.taking_a_seat().count()
    turns = list(shift.sign_ups.in_order().values_list("turn", flat=True))
    return held == shift.seated <= shift.seats and turns == list(
        range(1, len(turns) + 1)
    )


def test_two_hundred_for_twenty_seats(association, zhao):
    shift = shift_of(publish(association, zhao, times(seats=20)))
    crowd = people(200)
    shares = [crowd[n::10] for n in range(10)]  # ten sessions, each with twenty people

    def all_join(share):
        return lambda: [joins(shift, person)() for person in share]

    all_at_once(*(all_join(share) for share in shares))

    assert in_turn(shift) == [Seat.SEATED] * 20 + [Seat.WAITING] * 180
    assert is_sound(shift)


def test_one_person_on_two_phones_has_one_seat(shift, lin):
    answers = all_at_once(*[joins(shift, lin)] * 6)
    assert len({one.pk for one, _ in answers}) == 1
    assert Counter(is_new for _, is_new in answers) == {True: 1, False: 5}


def test_one_person_gets_one_of_two_seats_at_the_same_time(
    association, zhao, shift, lin
):
    other = shift_of(publish(association, zhao))

    def tries(one):
        def act():
            try:
                return joins(one, lin)()
            except errors.SeatOverlaps:
                return None

        return act

    answers = all_at_once(tries(shift), tries(other))
    assert [answer is None for answer in answers].count(True) == 1
    assert SignUp.objects.count() == 1


def test_who_comes_second_waits_for_the_first(association, zhao):
    shift = shift_of(publish(association, zhao, times(seats=1)))
    lin, mei = people(2)
    with transaction.atomic():
        joins(shift, lin)()
        mei_joins = in_background(joins(shift, mei))
        assert mei_joins.waits()
    assert mei_joins.result()[0].is_waiting


def test_giving_up_while_others_sign_up(association, zhao):
    shift = shift_of(publish(association, zhao, times(seats=10)))
    crowd = people(40)
    seated = sign_up(shift, *crowd[:10])

    all_at_once(
        *(gives_up(one) for one in seated[:5]),
        *(joins(shift, person) for person in crowd[10:20]),
    )
    rules.keep_seats(at=NOON)

    assert is_sound(shift)
    states = Counter(in_turn(shift))
    assert states[Seat.GIVEN_UP] == 5
    assert states[Seat.SEATED] + states[Seat.OFFERED] == 10
    assert _nobody_waits_before_somebody_seated_later(shift)


def _nobody_waits_before_somebody_seated_later(shift):
    """Of those who came while all was full, seats go to the first."""
    later = [state for state in in_turn(shift)[10:] if state != Seat.GIVEN_UP]
    waiting = [state == Seat.WAITING for state in later]
    return waiting == sorted(waiting)


def test_who_is_being_seated_elsewhere_keeps_their_turn(association, zhao):
    # Lin waits here. While Mei gives her seat up, Lin is in the middle of another act.
    shift = shift_of(publish(association, zhao, times(seats=1)))
    free = shift_of(publish(association, zhao, times("2020-03-20 09:00")))
    mei, lin, chen = sign_up(shift, *people(3))
    with transaction.atomic():
        joins(free, lin.volunteer)()
        # Nobody waits for Lin, and nobody passes her.
        in_background(gives_up(mei)).result()
        assert [now(one).state for one in (lin, chen)] == [Seat.WAITING] * 2

    assert rules.keep_seats(at=NOON) == 1

    assert [now(one).state for one in (lin, chen)] == [Seat.OFFERED, Seat.WAITING]


def test_cancelling_while_people_sign_up_leaves_nobody_coming(association, zhao):
    activity = publish(association, zhao, times(seats=5))
    shift = shift_of(activity)

    def tries(person):
        def act():
            with suppress(errors.NotRecruiting):
                joins(shift, person)()

        return act

    all_at_once(
        *(tries(person) for person in people(8)),
        lambda: rules.cancel(activity=activity, reason="台风", by=zhao, at=NOON),
    )

    assert not SignUp.objects.living().exists()
    assert is_sound(shift)


def test_people_change_their_minds_between_shifts_at_once(association, zhao):
    chance = random.Random(7)
    activity = publish(
        association,
        zhao,
        times("2020-03-14 09:00", seats=3),
        times("2020-03-14 10:00", seats=3),
        times("2020-03-14 14:00", seats=3),
    )
    shifts = list(activity.shifts.with_names())

    def wanders(person, seed):
        dice = random.Random(seed)

        def act():
            for _ in range(12):
                try:
                    own = SignUp.objects.living().filter(volunteer=person).with_names()
                    if dice.random() < 0.4 and (one := own.first()):
                        rules.give_up(sign_up=one, by=person.account, at=NOON)
                    else:
                        joins(dice.choice(shifts), person)()
                except RuleBroken:
                    continue

        return act

    all_at_once(*(wanders(person, chance.random()) for person in people(8)))
    rules.keep_seats(at=NOON)

    assert all(is_sound(shift) for shift in shifts)
