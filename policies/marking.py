"""Marking days as worked or not, whatever their weekday: only those to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from policies.errors import DayHasCome
from policies.models import CalendarDay
from policies.rules import may_hold_from


@dataclass(frozen=True, slots=True)
class Marked:
    """A local date, whether the city works on it, and why."""

    day: date
    is_working: bool
    name: str


@transaction.atomic
def mark_day(*, day: date, is_working: bool, name: str, at: datetime) -> CalendarDay:
    """
    Let the city work on a day, or not; again, otherwise.

    :raises DayHasCome: if the day is not to come: what was counted stays as it was
    """
    if not may_hold_from(day, at=at):
        raise DayHasCome
    said = {"is_working": is_working, "name": name}
    marked, is_new = CalendarDay.objects.select_for_update().get_or_create(
        day=day, defaults=said
    )
    if not is_new:
        marked.is_working, marked.name = is_working, name
        marked.save(update_fields=["is_working", "name"])
    return marked


@transaction.atomic
def mark_days(*, days: Iterable[Marked], at: datetime) -> int:
    """
    Mark those that are to come, and leave the others as they are.

    :returns: how many are to come
    """
    ahead = [one for one in days if may_hold_from(one.day, at=at)]
    for one in sorted(ahead, key=lambda one: one.day):
        mark_day(day=one.day, is_working=one.is_working, name=one.name, at=at)
    return len(ahead)


@transaction.atomic
def unmark_day(*, marked: CalendarDay, at: datetime) -> None:
    """
    Let the day be what its weekday says.

    :raises DayHasCome: if it is not to come
    """
    if not may_hold_from(marked.day, at=at):
        raise DayHasCome
    marked.delete()
