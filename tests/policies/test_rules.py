"""Setting a number: from a day to come, within bounds, never past another one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from policies import rules
from policies.bounds import BOUNDS, ORDER
from policies.errors import HoldsAlready, OutOfBounds, OutOfOrder
from policies.models import Policy
from policies.reference import DEFAULTS
from policies.reports import number
from policies.words import GROUPS, MEANINGS, NAMES, in_words

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def day(n):
    return TODAY + timedelta(days=n)


def put(code, value, *, on):
    return rules.set_number(code=code, value=value, holds_from=on, at=timezone.now())


def test_a_number_is_set_for_a_day_to_come():
    put("undo_minutes", 20, on=day(1))
    assert number("undo_minutes", on=TODAY) == 10
    assert number("undo_minutes", on=day(1)) == 20
    with pytest.raises(HoldsAlready):
        put("undo_minutes", 20, on=TODAY)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("day_minutes_city", 1441),
        ("undo_minutes", -1),
        ("suspend_expired_organizations", 2),
        ("decision_working_days", 0),
        ("closed_identity_days", 0),
        ("notice_working_days_entered", 31),
    ],
)
def test_nonsense_is_refused(code, value):
    with pytest.raises(OutOfBounds) as refused:
        put(code, value, on=day(1))
    assert "%" not in refused.value.detail


@pytest.mark.parametrize(("lower", "upper"), ORDER)
def test_no_number_passes_the_one_above_it(lower, upper):
    most = number(upper, on=TODAY)
    assert put(lower, most, on=day(3)).value == most
    with pytest.raises(OutOfOrder):
        put(lower, most + 1, on=day(3))
    with pytest.raises(OutOfOrder):
        put(upper, most - 1, on=day(3))


def test_what_is_dated_to_come_counts_as_well():
    # In ten days the city allows less: what holds from tomorrow must fit that, too.
    put("day_minutes_organization", 300, on=day(10))
    put("day_minutes_parent", 400, on=day(10))
    with pytest.raises(OutOfOrder) as refused:
        put("day_minutes_organization", 500, on=day(12))
    assert str(day(12)) in refused.value.detail
    assert put("day_minutes_organization", 600, on=day(2))  # over before that day


def test_one_to_come_is_taken_away_and_the_one_before_goes_on():
    policy = put("undo_minutes", 20, on=day(1))
    rules.take_away(policy=policy, at=timezone.now())
    assert number("undo_minutes", on=day(1)) == 10
    held = Policy.objects.get(code="undo_minutes")
    with pytest.raises(HoldsAlready):
        rules.take_away(policy=held, at=timezone.now())


def test_what_another_stands_on_is_not_taken_away():
    room = put("day_minutes_parent", 900, on=day(1))
    put("day_minutes_organization", 800, on=day(2))
    with pytest.raises(OutOfOrder):
        rules.take_away(policy=room, at=timezone.now())
    assert number("day_minutes_parent", on=day(2)) == 900


def test_checking_writes_nothing():
    rules.check_number(
        code="undo_minutes", value=20, holds_from=day(1), at=timezone.now()
    )
    assert number("undo_minutes", on=day(1)) == 10


def test_every_number_has_a_name_a_meaning_and_a_place():
    assert set(NAMES) == set(MEANINGS) == set(DEFAULTS)
    assert sorted(code for _, codes in GROUPS for code in codes) == sorted(DEFAULTS)
    assert set(BOUNDS) <= set(DEFAULTS)
    for code, value in DEFAULTS.items():
        assert in_words(code, value)


def test_a_new_city_starts_within_the_bounds():
    for code, value in DEFAULTS.items():
        rules.check_number(code=code, value=value, holds_from=day(1), at=timezone.now())
