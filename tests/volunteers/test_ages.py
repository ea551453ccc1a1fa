"""Years of age, also for who was born on 29 February."""

from datetime import date, timedelta

import pytest

from volunteers.ages import age_on, born_by


@pytest.mark.parametrize(
    "day", [date(2024, 2, 29), date(2026, 3, 1), date(2026, 11, 23)]
)
@pytest.mark.parametrize("age", [8, 18])
def test_whoever_was_born_by_a_day_has_that_age(day, age):
    last = born_by(day, age=age)
    assert age_on(day, born=last) == age
    assert age_on(day, born=last + timedelta(days=2)) == age - 1
