"""Whatever people do, in whatever order: no seat twice, and every queue in order."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from activities import rules
from activities.models import Seat, Shift, SignUp
from config.errors import RuleBroken
from tests.activities.making import people, publish, shift_of, times
from tests.factories import NOON

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PEOPLE, SHIFTS = 6, 3
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["sign_up", "give_up", "take", "wait", "seats"]),
        st.integers(0, PEOPLE - 1),
        st.integers(0, SHIFTS - 1),
    ),
    min_size=5,
    max_size=30,
)


class Undo(Exception):
    """Everything is as it was before."""


class Town:
    """Six people and three shifts, two of them at the same time."""

    def __init__(self, association, zhao):
        self.zhao, self.people, self.at = zhao, people(PEOPLE), NOON
        activity = publish(
            association,
            zhao,
            times("2020-03-14 09:00", seats=1),
            times("2020-03-14 10:00", seats=2),
            times("2020-03-14 14:00", seats=2),
        )
        self.shifts = [shift_of(activity, place) for place in range(SHIFTS)]

    def act(self, kind, person, place):
        self.at += timedelta(minutes=7)
        volunteer, shift = self.people[person], self.shifts[place]
        by = {"by": volunteer.account, "at": self.at}
        own = SignUp.objects.with_names().filter(volunteer=volunteer, shift=shift)
        last = own.order_by("turn").last()
        if kind == "sign_up":
            rules.sign_up(shift=shift, volunteer=volunteer, **by)
        elif kind == "wait":
            self.at += timedelta(hours=13)
            rules.keep_seats(at=self.at)
        elif kind == "seats":
            rules.set_seats(shift=shift, seats=1 + person % 3, by=self.zhao, at=self.at)
        elif last and kind == "give_up":
            rules.give_up(sign_up=last, **by)
        elif last:
            rules.take_offer(sign_up=last, **by)

    def check(self):
        for shift in Shift.objects.all():
            rows = list(shift.sign_ups.in_order())
            held = [one for one in rows if one.takes_a_seat]
            assert len(held) == shift.seated <= shift.seats
            assert [one.turn for one in rows] == list(range(1, len(rows) + 1))
            for one in rows:
                # Nobody waits while there is a seat that they could take.
                if one.is_waiting and not (shift.is_full or shift.has_started(self.at)):
                    assert _is_expected_elsewhere(one)

    def check_turns(self, before):
        """Whoever was offered a seat had waited longest of those who could come."""
        offered = SignUp.objects.filter(state=Seat.OFFERED).exclude(pk__in=before)
        for one in offered:
            ahead = SignUp.objects.waiting().filter(shift=one.shift, turn__lt=one.turn)
            assert all(_is_expected_elsewhere(other) for other in ahead)


def _is_expected_elsewhere(one):
    own = SignUp.objects.taking_a_seat().filter(volunteer=one.volunteer_id)
    return own.overlapping(one.shift).exists()


def _offered():
    return list(SignUp.objects.filter(state=Seat.OFFERED).values_list("pk", flat=True))


@pytest.fixture
def town(association, zhao):
    return Town(association, zhao)


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_no_seat_twice_and_every_queue_in_order(town, acts):
    town.at = NOON
    try:
        with transaction.atomic():
            for kind, person, place in acts:
                before = _offered()
                try:
                    with transaction.atomic():
                        town.act(kind, person, place)
                except RuleBroken:
                    continue
                town.check_turns(before)
                rules.keep_seats(at=town.at)
                town.check()
            raise Undo
    except Undo:
        pass
