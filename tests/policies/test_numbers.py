from datetime import date

import pytest

from config import held
from policies.calendar import add_working_days, working_days_between
from policies.models import Policy
from policies.reports import number


def test_a_number_holds_from_its_date_on(db):
    Policy.objects.create(
        code="day_minutes_organization", holds_from=date(2026, 1, 1), value=420
    )

    assert number("day_minutes_organization", on=date(2025, 12, 31)) == 480
    assert number("day_minutes_organization", on=date(2026, 1, 1)) == 420


def test_a_number_set_here_holds_at_once_and_set_elsewhere_within_seconds(
    db, monkeypatch
):
    today = date(2026, 1, 1)
    assert number("undo_minutes", on=today) == 10

    policy = Policy.objects.create(code="undo_minutes", holds_from=today, value=20)
    assert number("undo_minutes", on=today) == 20

    # Another process: no signal reaches this one.
    Policy.objects.filter(pk=policy.pk).update(value=30)
    assert number("undo_minutes", on=today) == 20
    monkeypatch.setattr(held, "SECONDS", 0)
    assert number("undo_minutes", on=today) == 30


def test_numbers_are_read_once_for_many_acts(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        for day in range(1, 29):
            number("undo_minutes", on=date(2026, 1, day))


def test_a_number_nobody_set_is_a_mistake_of_ours(db):
    with pytest.raises(KeyError):
        number("day_minutes_of_the_moon", on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),  # Monday to Monday
        (date(2026, 11, 20), date(2026, 11, 27)),  # Friday to Friday
        (date(2026, 11, 21), date(2026, 11, 27)),  # Saturday to Friday
    ],
)
def test_five_working_days_skip_the_weekend(day, later):
    assert add_working_days(day, 5) == later
    assert working_days_between(day, later) == 5
