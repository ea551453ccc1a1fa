"""What stands against a day somebody wants to log, and how it could be mended."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from config.templatetags.ui import clock, day, short_day, span
from hours.errors import CrossesMidnight, Overlaps
from hours.rules import Claim, Refusal, check_days
from volunteers.models import Account

# What is refused because of the day; anything else holds for every day alike.
OF_A_DAY = {
    "overlaps",
    "in_the_future",
    "too_late",
    "day_is_full",
    "crosses_midnight",
    "id_reused",
    "no_guardian_agreed",
    "too_young_that_day",
    "not_insured",
    "credential_needed",
}


@dataclass(frozen=True, slots=True)
class Repair:
    """A button: its words, and the ``value`` the form understands."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class DayNote:
    """A refusal in words; ``day`` is None where it holds for all days."""

    title: str
    text: str = ""
    day: date | None = None
    repairs: list[Repair] = field(default_factory=list)


def day_notes(
    refusals: Sequence[Refusal], *, by: Account, at: datetime
) -> list[DayNote]:
    """The refusals in words, what holds for every day only once."""
    notes: dict[Any, DayNote] = {}
    for refusal in refusals:
        code = refusal.error.code
        on = timezone.localdate(refusal.claim.started_at)
        if code in OF_A_DAY:
            notes[on] = _note(refusal, on, by=by, at=at)
        else:
            notes.setdefault(code, DayNote(title=refusal.error.detail))
    return list(notes.values())


def _note(refusal: Refusal, on: date, *, by: Account, at: datetime) -> DayNote:
    error, claim = refusal.error, refusal.claim
    drop = Repair(_("Leave out %(day)s") % {"day": short_day(on)}, f"drop {on}")
    if isinstance(error, Overlaps):
        return DayNote(
            title=_("You already have hours at this time on %(day)s.")
            % {"day": day(on)},
            text=_("%(time)s, %(title)s. One person's time counts once.")
            % {"time": span(error.started_at, error.ended_at), "title": error.title},
            day=on,
            repairs=[drop, *_other_times(claim, error, on, by=by, at=at)],
        )
    if isinstance(error, CrossesMidnight):
        return DayNote(
            title=_("%(day)s goes past midnight.") % {"day": day(on)},
            text=_("Each day is logged on its own: %(parts)s.")
            % {"parts": _in_words(error.parts)},
            day=on,
            repairs=[drop, Repair(_("Split at midnight"), "split")],
        )
    title = _("%(day)s cannot be logged like this.") % {"day": day(on)}
    return DayNote(title=title, text=error.detail, day=on, repairs=[drop])


def _in_words(parts: Sequence[tuple[datetime, datetime]]) -> str:
    return " + ".join(f"{short_day(start)} {span(start, end)}" for start, end in parts)


def _other_times(
    claim: Claim, error: Overlaps, on: date, *, by: Account, at: datetime
) -> list[Repair]:
    """The first other time of that day the rules would accept."""
    whole = claim.ended_at - claim.started_at
    later = replace(claim, started_at=error.ended_at, ended_at=error.ended_at + whole)
    shorter = replace(claim, ended_at=error.started_at)
    for other in (later, shorter):
        if other.ended_at <= other.started_at:
            continue
        if check_days(claims=[other], at_midnight=False, by=by, at=at):
            continue
        minutes = (other.ended_at - other.started_at) // timedelta(minutes=1)
        start = timezone.localtime(other.started_at)
        words = (
            _("%(day)s from %(clock)s")
            if other is later
            else _("%(day)s only until %(clock)s")
        )
        shown = clock(start) if other is later else clock(other.ended_at)
        label = words % {"day": short_day(on), "clock": shown}
        return [Repair(label, f"move {on} {start:%H:%M} {minutes}")]
    return []
