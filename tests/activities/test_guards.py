"""What the database refuses, whoever tries it."""

import itertools
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from activities.models import (
    ACTIVITY_NEXT,
    LIVING,
    SEAT_NEXT,
    Activity,
    Seat,
    Shift,
    SignUp,
    State,
)
from tests.activities.making import (
    draft,
    people,
    publish,
    shift_of,
    sign_up,
    terms,
    times,
)
from tests.behind_the_back import behind_the_back, refused_by
from tests.factories import NOON
from volunteers.rules.organizations import put_on_file

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def sign_up_row(shift, volunteer, **fields):
    turn = shift.sign_ups.count() + 1
    said = {"state": Seat.SEATED, "turn": turn, "joined_at": NOON}
    said |= {"by": volunteer.account, "starts_at": NOON, "ends_at": NOON}
    return SignUp.objects.create(shift=shift, volunteer=volunteer, **said | fields)


def test_no_shift_is_overbooked(shift):
    first, second, third = people(3)
    sign_up_row(shift, first)
    sign_up_row(shift, second)
    with refused_by("shift_is_never_overbooked"):
        sign_up_row(shift, third)
    with refused_by("shift_is_never_overbooked"):
        Shift.objects.update(seats=1)


def test_nobody_is_moved_to_a_seat_that_is_not_there(shift):
    *_, third = sign_up(shift, *people(3))
    with refused_by("shift_is_never_overbooked"):
        SignUp.objects.filter(pk=third.pk).update(state="offered", offered_until=NOON)


def test_seats_are_counted_by_the_database(shift):
    first, second = people(2)
    SignUp.objects.bulk_create(
        SignUp(
            shift=shift,
            volunteer=one,
            state=Seat.SEATED,
            turn=turn,
            joined_at=NOON,
            by=one.account,
            starts_at=NOON,
            ends_at=NOON,
        )
        for turn, one in enumerate((first, second), start=1)
    )
    assert Shift.objects.get().seated == 2
    SignUp.objects.update(state=Seat.GIVEN_UP, ended_at=NOON)
    assert Shift.objects.get().seated == 0


def test_a_sign_up_has_the_times_of_its_shift(shift, lin):
    row = sign_up_row(shift, lin)
    row.refresh_from_db()
    assert (row.starts_at, row.ends_at) == (shift.starts_at, shift.ends_at)
    with refused_by("sign_up_is_never_anothers"):
        SignUp.objects.update(ends_at=NOON)


def test_one_person_is_in_one_place_at_a_time(association, zhao, shift, lin):
    beside = shift_of(publish(association, zhao, times("2020-03-14 11:59")))
    after = shift_of(publish(association, zhao, times("2020-03-14 12:00")))
    sign_up_row(shift, lin)
    with refused_by("person_is_expected_in_one_place_at_a_time"):
        sign_up_row(beside, lin)
    sign_up_row(after, lin)
    sign_up_row(beside, lin, state=Seat.WAITING)


def test_one_person_is_signed_up_once(shift, lin):
    sign_up_row(shift, lin)
    with refused_by("person_is_signed_up_once"):
        sign_up_row(shift, lin, state=Seat.WAITING)


def test_two_people_never_have_one_turn(shift):
    first, second = people(2)
    sign_up_row(shift, first)
    with refused_by("people_of_a_shift_come_in_order"):
        sign_up_row(shift, second, turn=1)


def test_nobody_begins_with_an_offer(shift, lin):
    with refused_by("sign_up_begins_in_a_seat_or_waiting"):
        sign_up_row(shift, lin, state=Seat.OFFERED, offered_until=NOON)


def test_a_seat_is_given_up_before_it_is_forgotten(shift, lin):
    row = sign_up_row(shift, lin)
    with refused_by("seat_is_given_up_before_it_is_forgotten"):
        row.delete()


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(Seat, 2)))
def test_database_and_rules_allow_the_same_moves_of_a_seat(shift, lin, old, new):
    row = sign_up_row(shift, lin, state=Seat.WAITING)
    behind_the_back(
        "UPDATE activities_signup SET state = %s, ended_at = %s, offered_until = now()",
        str(old),
        None if old in LIVING else NOON,
    )
    change = {"state": new, "ended_at": None if new in LIVING else NOON}
    rows = SignUp.objects.filter(pk=row.pk)
    if new in SEAT_NEXT[old]:
        if old != Seat.WAITING:
            behind_the_back("UPDATE activities_shift SET seated = 1")
        rows.update(**change)
    else:
        with refused_by("sign_up_moves_as_the_table_allows"):
            rows.update(**change)


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(State, 2)))
def test_database_and_rules_allow_the_same_moves_of_an_activity(
    association, zhao, old, new
):
    activity = draft(association, zhao)
    behind_the_back(
        "UPDATE activities_activity SET state = %s, cancelled_at = %s,"
        " cancel_reason = '台风'",
        str(old),
        NOON if old == State.CANCELLED else None,
    )
    change = {"state": new, "cancelled_at": NOON if new == State.CANCELLED else None}
    if old == State.DRAFT:
        declared = {"declared_by": zhao, "declared_at": NOON, "published_at": NOON}
        change |= declared
    rows = Activity.objects.filter(pk=activity.pk)
    if new in ACTIVITY_NEXT[old]:
        rows.update(**change)
    else:
        with refused_by("activity_moves_as_the_table_allows"):
            rows.update(**change)


PUBLISHED = "published_activity_is_declared_and_tells_its_risks"


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        (PUBLISHED, {"declared_by": None}),
        (PUBLISHED, {"declared_at": None}),
        (PUBLISHED, {"risks": ""}),
        (PUBLISHED, {"place": ""}),
        ("dangerous_activity_is_insured", {"hazard": True}),
        ("published_activity_lasts_a_year_at_most", {"ends_on": date(2021, 3, 15)}),
        (
            "activity_is_published_before_it_starts",
            {"published_at": NOON + timedelta(days=9)},
        ),
        ("activity_starts_before_it_ends", {"ends_on": date(2020, 3, 13)}),
        (
            "recruiting_begins_before_it_ends",
            {"recruits_from": NOON, "recruits_until": NOON},
        ),
        ("further_fields_are_others", {"further_fields": ["0016"]}),
        ("further_fields_are_others", {"further_fields": ["0006", "0006"]}),
        ("further_fields_are_others", {"further_fields": ["9999"]}),
        (
            "activity_is_of_four_fields_at_most",
            {"further_fields": ["0001", "0002", "0003", "0004"]},
        ),
        ("cancelled_activity_says_when", {"cancelled_at": NOON}),
        ("cancelled_activity_says_when", {"state": State.CANCELLED}),
    ],
)
def test_what_is_published_stays_sound(activity, constraint, change):
    with refused_by(constraint):
        Activity.objects.update(**change)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ({"hazard": False}, {}),
        ({"covers_until": date(2020, 3, 13)}, {}),
        ({"covers_from": date(2020, 3, 15)}, {}),
        ({}, {"ends_on": date(2021, 1, 1)}),
    ],
)
def test_what_is_dangerous_is_covered_on_all_its_days(
    activity, association, zhao, said, days
):
    policy = file(association, zhao, **said)
    with refused_by("activity_is_covered_by_its_policy"):
        Activity.objects.update(hazard=True, policy=policy, **days)


def test_an_activity_is_insured_by_its_own_organization(activity, beach_team, zhao):
    policy = file(beach_team, zhao)
    with refused_by("activity_is_covered_by_its_policy"):
        Activity.objects.update(policy=policy)


def file(organization, by, **said):
    policy, _ = put_on_file(
        organization=organization, terms=terms(**said), by=by, at=NOON
    )
    return policy


def test_a_draft_becomes_public_at_a_moment(association, zhao):
    draft(association, zhao)
    with refused_by("activity_is_published_at_a_moment"):
        Activity.objects.update(state=State.PUBLISHED)
    with refused_by("draft_was_never_published"):
        Activity.objects.update(published_at=NOON, declared_at=NOON, declared_by=zhao)


def test_what_was_published_is_never_thrown_away(activity):
    with refused_by("only_a_draft_is_thrown_away"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM activities_activity")


def test_a_shift_keeps_its_times(shift):
    with refused_by("shift_keeps_its_times"):
        Shift.objects.update(ends_at=shift.ends_at + timedelta(hours=1))


@pytest.mark.parametrize(
    ("constraint", "start", "end"),
    [
        ("shift_ends_after_it_starts", "2020-03-20 09:00", "2020-03-20 09:00"),
        ("shift_stays_within_its_local_day", "2020-03-20 23:00", "2020-03-21 00:01"),
    ],
)
def test_a_shift_is_of_one_day(shift, constraint, start, end):
    start, end = (
        timezone.datetime.fromisoformat(f"{one}+08:00") for one in (start, end)
    )
    with refused_by(constraint):
        Shift.objects.create(post=shift.post, starts_at=start, ends_at=end, seats=1)


def test_a_shift_is_of_its_posts_activity(association, zhao, shift):
    other = publish(association, zhao, times("2020-03-20 09:00"))
    late = times("2020-03-22 09:00")
    made = Shift.objects.create(
        post=other.posts.get(),
        activity=shift.activity,  # not so
        starts_at=late.starts_at,
        ends_at=late.ends_at,
        seats=1,
    )
    made.refresh_from_db()
    assert made.activity == other
    other.refresh_from_db()
    assert other.ends_on == date(2020, 3, 22)
