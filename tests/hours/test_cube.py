"""The ledger is folded into days, and nothing is in them twice or not at all."""

import pytest
from django.db import transaction
from django.utils import timezone

from hours import cube, rules
from hours.models import ActiveStep, CityDay, DayTotal, Entry
from hours.rebuild import rebuild_totals
from hours.reconcile import reconcile
from tests.behind_the_back import behind_the_back
from tests.factories import NOON, log_session, make_volunteer, moment
from tests.racing import all_at_once, held, in_background
from volunteers.models import District

pytestmark = pytest.mark.database


def approved(person, association, by, start="2020-03-05 09:00", minutes=120):
    session = log_session(
        volunteer=person, organization=association, start=start, minutes=minutes
    )
    rules.approve(sessions=[session], by=by, at=NOON)
    return session


def posted(entries, at):
    """As if these lines had been posted at that moment."""
    ids = list(entries.values_list("pk", flat=True))
    behind_the_back("UPDATE hours_entry SET posted_at = %s WHERE id = ANY(%s)", at, ids)


def folded_minutes():
    return [
        sum(one.minutes for one in model.objects.all()) for model in (DayTotal, CityDay)
    ]


def test_what_is_settled_is_folded_once(lin, association, zhao):
    approved(lin, association, zhao)
    now = timezone.now()

    assert cube.fold(until=now) == 1
    assert cube.fold(until=now) == 0

    assert folded_minutes() == [120, 120]
    assert cube.state().until == now
    assert reconcile() == []


def test_a_day_of_posting_is_one_step(lin, association, zhao):
    cube.fold(until=moment("2020-01-01 00:00"))
    for day in (2, 3, 5):
        known = set(Entry.objects.values_list("pk", flat=True))
        approved(lin, association, zhao, start=f"2020-03-0{day} 09:00")
        new = Entry.objects.exclude(pk__in=known)
        posted(new, moment(f"2020-03-0{day} 12:00"))

    # The third, and what little is left of the time until now.
    assert cube.fold(until=moment("2020-03-31 00:00")) == 4
    assert folded_minutes() == [360, 360]
    assert DayTotal.objects.count() == 3
    assert reconcile() == []


def test_what_is_approved_and_taken_back_leaves_nothing(lin, association, zhao):
    session = approved(lin, association, zhao)
    cube.fold(until=timezone.now())
    rules.reverse(sessions=[session], by=zhao, at=NOON, reason="Beach closed")
    cube.fold(until=timezone.now())

    assert folded_minutes() == [0, 0]
    assert sum(step.people for step in ActiveStep.objects.all()) == 0
    assert reconcile() == []


def test_steps_know_the_home_of_then(lin, association, zhao):
    approved(lin, association, zhao)
    posted(Entry.objects.all(), moment("2020-03-06 12:00"))
    district = District.objects.get(pk="320703")
    rules.move_home(volunteer=lin, district=district, home_site=None, at=NOON)
    approved(lin, association, zhao, start="2020-03-05 14:00", minutes=240)
    cube.fold(until=timezone.now())

    steps = ActiveStep.objects.order_by("slot", "district", "band")
    assert list(steps.values_list("district", "band", "people")) == [
        ("320706", 1, 1),
        # The move, and the second approval, in the same ten minutes.
        *sorted([("320703", 2, 1), ("320706", 1, -1)]),
    ]
    assert reconcile() == []


@pytest.mark.parametrize(
    ("table", "check"),
    [
        ("hours_daytotal", "day_total"),
        ("hours_cityday", "city_day"),
    ],
)
def test_days_that_are_wrong_are_found_and_mended(lin, association, zhao, table, check):
    approved(lin, association, zhao)
    cube.fold(until=timezone.now())
    behind_the_back(f"UPDATE {table} SET minutes = minutes + 7")  # noqa: S608

    (found,) = reconcile()
    assert (found.check, found.off) == (check, {"minutes": -7})
    assert rebuild_totals()[check] == 1
    assert reconcile() == []


def test_steps_that_are_wrong_are_found_and_mended(lin, association, zhao):
    approved(lin, association, zhao)
    cube.fold(until=timezone.now())
    behind_the_back("DELETE FROM hours_activestep")

    (found,) = reconcile()
    assert (found.check, found.off) == ("active_step", {"people": 1})
    assert rebuild_totals()["active_step"] == 1
    assert reconcile() == []


def test_months_long_past_are_put_together(lin, association, zhao):
    for day in (2, 3, 4):
        approved(lin, association, zhao, start=f"2020-03-0{day} 09:00")
    for n, entry in enumerate(Entry.objects.order_by("pk")):
        one = Entry.objects.filter(pk=entry.pk)
        posted(one, moment(f"2020-03-{10 + n // 2} 12:00"))
        behind_the_back(
            "UPDATE hours_entry SET service_date = '2020-03-02' WHERE id = %s", entry.pk
        )
    cube.fold(until=moment("2020-04-02 00:00"))
    assert DayTotal.objects.count() == 2
    assert cube.state().by_day_from == moment("2020-01-30 00:00").date().replace(day=1)

    cube.keep(at=timezone.now())

    (one,) = DayTotal.objects.all()
    assert (one.posted_on, one.minutes) == (moment("2020-03-31 00:00").date(), 360)
    assert not [found for found in reconcile() if found.check == "day_total"]


@pytest.mark.django_db(transaction=True)
def test_what_is_being_posted_is_left_for_later(lin, association, zhao):
    approved(lin, association, zhao)
    session = log_session(
        volunteer=lin, organization=association, start="2020-03-05 14:00"
    )
    with transaction.atomic():
        rules.approve(sessions=[session], by=zhao, at=NOON)
        folding = in_background(lambda: cube.fold(until=timezone.now()))
        folding.result()
        began = cube.state().until
        assert folded_minutes() == [120, 120]
    assert Entry.objects.filter(posted_at__gte=began).count() == 1

    cube.fold(until=timezone.now())
    assert folded_minutes() == [240, 240]
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_turns(lin, association, zhao):
    approved(lin, association, zhao)
    now = timezone.now()

    def fold():
        return cube.fold(until=now)

    cube.fold(until=moment("2020-01-01 00:00"))
    with held("SELECT FROM hours_folded FOR UPDATE"):
        first, second = in_background(fold), in_background(fold)
        assert first.waits()
        assert second.waits()

    assert sorted([first.result(), second.result()]) == [0, 1]
    assert folded_minutes() == [120, 120]
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_people_approve_while_the_ledger_is_folded(association, zhao):
    people = [make_volunteer(f"person{n}") for n in range(8)]
    sessions = [log_session(volunteer=one, organization=association) for one in people]

    def approve(session):
        return lambda: rules.approve(sessions=[session], by=zhao, at=NOON)

    def fold():
        for _ in range(10):
            cube.fold(until=timezone.now())

    all_at_once(*(approve(one) for one in sessions), fold, fold)
    cube.fold(until=timezone.now())

    assert folded_minutes() == [8 * 120, 8 * 120]
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_who_reads_while_a_step_is_folded_reads_again(lin, association, zhao):
    approved(lin, association, zhao)
    seen = []

    def read(state):
        if not seen:
            in_background(lambda: cube.fold(until=timezone.now())).result()
        seen.append(state.until)
        return sum(one.minutes for one in DayTotal.objects.all()) + sum(
            one.minutes for one in Entry.objects.filter(posted_at__gte=state.until)
        )

    assert cube.steady(read) == 120
    assert len(seen) == 2
