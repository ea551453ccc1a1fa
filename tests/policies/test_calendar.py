"""Public holidays: days off in the week, and weekends that are worked instead."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from policies import calendar, marking
from policies.errors import DayHasCome
from policies.models import CalendarDay
from policies.reports import number

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def mark(day, *, works, name="春节"):
    return marking.mark_day(day=day, is_working=works, name=name, at=timezone.now())


def test_a_new_city_knows_the_holidays_of_2026():
    assert CalendarDay.objects.filter(day__year=2026).count() == 39
    worked = CalendarDay.objects.filter(is_working=True).values_list("day", flat=True)
    # Each of them is a Saturday or Sunday.
    assert {one.weekday() >= calendar.SATURDAY for one in worked} == {True}
    # The Spring Festival of 2026: nine days off, and both weekends around are worked.
    assert [
        day for day in range(13, 29) if calendar.is_working_day(date(2026, 2, day))
    ] == [13, 14, 24, 25, 26, 27, 28]


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over a week off
        (date(2026, 10, 8), 2, date(2026, 10, 10)),  # onto a Saturday that works
        (date(2026, 4, 30), 3, date(2026, 5, 8)),
    ],
)
def test_working_days_go_by_the_calendar(day, count, later):
    assert calendar.add_working_days(day, count) == later
    assert calendar.working_days_between(day, later) == count
    last = calendar.overdue_since(later + timedelta(days=1), limit=count)
    assert calendar.add_working_days(last, count) <= later


def test_the_database_counts_as_the_calendar_does():
    days = [date(2026, 9, 17) + timedelta(days=n) for n in range(28)]
    pairs = [(one, other) for one in days for other in days if one <= other]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(hours_working_days(a, b) ORDER BY n)"
            " FROM unnest(%s::date[], %s::date[]) WITH ORDINALITY AS pair (a, b, n)",
            [[one for one, _ in pairs], [other for _, other in pairs]],
        )
        ((counted,),) = cursor.fetchall()
    assert counted == [calendar.working_days_between(*pair) for pair in pairs]


def test_only_days_to_come_are_marked_and_taken_away():
    tomorrow = TODAY + timedelta(days=1)
    for day in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(DayHasCome):
            mark(day, works=False)
    marked = mark(tomorrow, works=False)
    assert not calendar.is_working_day(tomorrow)
    mark(tomorrow, works=True)
    assert calendar.is_working_day(tomorrow)
    marking.unmark_day(marked=marked, at=timezone.now())
    assert calendar.is_working_day(tomorrow) == (tomorrow.weekday() < 5)
    with pytest.raises(DayHasCome):
        marking.unmark_day(
            marked=CalendarDay.objects.filter(day__lte=TODAY)[0], at=timezone.now()
        )


def test_numbers_and_days_are_one_small_read(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert number("decision_working_days", on=TODAY) == 5
        calendar.working_days_between(date(2026, 1, 1), date(2026, 12, 31))
