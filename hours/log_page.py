"""What the page for logging shows: choices, calendar, what stands against a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Activity, ServiceField
from config.asked import whole
from config.templatetags.ui import day, duration, hours, short_day, span
from hours.day_notes import DayNote, day_notes
from hours.forms import OTHER, LogForm, organization_named
from hours.limit_words import words_for_logging
from hours.models import Session
from hours.permissions import recorded_by
from hours.rules import Claim, Refusal, check_days
from volunteers.guardians import awaits
from volunteers.models import Account, Organization, Volunteer

WEEKS = 3
QUARTER = 15  # minutes, the grid of lengths
LONGEST_CHIP = 720  # minutes, the longest length in the list
MOST_CHIPS = 6
MOST_ACTIVITIES = 24
LATEST = 20  # sessions that tell where somebody has served lately


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; ``is_hit`` if what is typed cannot be logged on it."""

    date: date
    number: str
    label: str
    is_chosen: bool
    is_busy: bool
    is_hit: bool
    is_ahead: bool


@dataclass
class LogPage:
    """
    The page for one person and what has been typed so far.

    ``is_sent`` says whether the form was sent to be logged: only then does it
    speak of what is missing.
    """

    form: LogForm
    volunteer: Volunteer
    account: Account
    at: datetime
    is_sent: bool = False

    # What can be chosen

    @cached_property
    def last(self) -> Session | None:
        return self._latest[0] if self._latest else None

    @cached_property
    def _latest(self) -> list[Session]:
        own = Session.objects.filter(volunteer=self.volunteer)
        return list(own.with_names().newest_first()[:LATEST])

    @cached_property
    def organizations(self) -> list[Organization]:
        """Where one has served lately, and where one is a member."""
        lately = [one.organization for one in self._latest]
        member = Organization.objects.active().filter(
            memberships__volunteer=self.volunteer, memberships__left_on=None
        )
        known = {one.pk: one for one in [*lately, *member] if one.is_active}
        return list(known.values())[:MOST_CHIPS]

    @cached_property
    def other_organizations(self) -> list[Organization]:
        """All that take hours, by district; there the practice sites come last."""
        active = Organization.objects.active().select_related("district")
        known = active.alias(is_site=Q(kind=Organization.Kind.SITE))
        return list(known.order_by("district", "is_site", "name"))

    @cached_property
    def organization(self) -> Organization | None:
        """The one that is chosen."""
        chosen = self.form["organization"].value() or ""
        if chosen == OTHER:
            return organization_named(self.form["other"].value() or "")
        for one in self.organizations:
            if str(one.pk) == chosen:
                return one
        return organization_named(chosen) if chosen else None

    @property
    def is_other(self) -> bool:
        shown = [str(one.pk) for one in self.organizations]
        chosen = self.form["organization"].value() or ""
        return not shown or bool(chosen and chosen not in shown)

    @cached_property
    def activities(self) -> list[Activity]:
        """Those of the organization that ran within the days one may choose."""
        if self.organization is None:
            return []
        first = min([self._first_day, *self._days])
        running = self.organization.activities.taking_hours().filter(
            starts_on__lte=self.today, ends_on__gte=first
        )
        return list(running.order_by("-ends_on", "title")[:MOST_ACTIVITIES])

    @property
    def stricter(self) -> list[str]:
        """What the organization that is chosen is stricter about than the city."""
        one = self.organization
        return words_for_logging(one.pk, on=self.today) if one else []

    @property
    def chosen_activity(self) -> str:
        """The id of the activity that is chosen, if it is one of those shown."""
        chosen = str(self.form["activity"].value() or "")
        return chosen if chosen in [str(one.pk) for one in self.activities] else ""

    @property
    def chosen_field(self) -> str:
        return str(self.form["service_field"].value() or "")

    @property
    def service_fields(self) -> QuerySet[ServiceField]:
        return ServiceField.objects.all()

    @property
    def lengths(self) -> list[tuple[int, str]]:
        """Every quarter of an hour, and the one that is chosen."""
        minutes = set(range(QUARTER, LONGEST_CHIP + 1, QUARTER))
        if chosen := whole(str(self.form["length"].value() or "")):
            minutes.add(chosen)
        return [(one, duration(one)) for one in sorted(minutes)]

    @property
    def of_ward(self) -> bool:
        """Whether a guardian logs for a child."""
        return self.volunteer.account_id != self.account.pk

    @cached_property
    def records_for(self) -> list[Organization]:
        """The organizations whose rosters the reader records as well, or a team's."""
        return [] if self.of_ward else list(recorded_by(self.account).active())

    @property
    def query(self) -> str:
        """What every address of the form ends with, so that it stays the child's."""
        return f"?for={self.volunteer.number}" if self.of_ward else ""

    @property
    def awaits_guardian(self) -> bool:
        """Whether nobody has agreed yet for somebody who is under 18 today."""
        return awaits(self.volunteer, on=self.today)

    # The calendar

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def _first_day(self) -> date:
        monday = self.today - timedelta(days=self.today.weekday())
        return monday - timedelta(weeks=WEEKS - 1)

    @cached_property
    def _days(self) -> list[date]:
        self.form.full_clean()
        return self.form.cleaned_data.get("days") or []

    @cached_property
    def calendar(self) -> list[Day]:
        """The last three weeks, from a Monday to this week's Sunday."""
        busy = self._busy()
        all_days = [self._first_day + timedelta(days=n) for n in range(7 * WEEKS)]
        return [self._day(one, is_busy=one in busy) for one in all_days]

    @cached_property
    def earlier_days(self) -> list[Day]:
        """Chosen days before the calendar begins."""
        return [
            self._day(one, is_busy=False) for one in self._days if one < self._first_day
        ]

    def _day(self, one: date, *, is_busy: bool) -> Day:
        label = day(one)
        if is_busy:
            label = _("%(day)s, hours already logged") % {"day": label}
        return Day(
            date=one,
            number=f"{one.month}/{one.day}" if one.day == 1 else str(one.day),
            label=label,
            is_chosen=one in self._days,
            is_busy=is_busy,
            is_hit=one in self.hit_days,
            is_ahead=one > self.today,
        )

    def _busy(self) -> set[date]:
        own = Session.objects.filter(volunteer=self.volunteer).taking_time()
        lately = own.filter(service_date__range=(self._first_day, self.today))
        return set(lately.values_list("service_date", flat=True))

    # What would happen now

    @cached_property
    def _is_complete(self) -> bool:
        return self.form.is_valid()

    @cached_property
    def claims(self) -> list[Claim]:
        return self.form.claims() if self._is_complete else []

    @cached_property
    def refusals(self) -> list[Refusal]:
        claims = self.claims
        return check_days(
            claims=claims,
            at_midnight=bool(self.form.cleaned_data.get("split")),
            by=self.account,
            at=self.at,
        )

    @cached_property
    def notes(self) -> list[DayNote]:
        return day_notes(self.refusals, by=self.account, at=self.at)

    @cached_property
    def hit_days(self) -> list[date]:
        return [note.day for note in self.notes if note.day]

    @property
    def errors(self) -> dict[str, Any]:
        """What is missing, by field; nothing before the form is sent."""
        return dict(self.form.errors) if self.is_sent else {}

    @property
    def _good(self) -> list[Claim]:
        refused = {one.claim.id for one in self.refusals}
        return [one for one in self.claims if one.id not in refused]

    @property
    def time_in_words(self) -> str:
        """ "9:00–11:30" of the first day."""
        first = next(iter(self.claims), None)
        return span(first.started_at, first.ended_at) if first else ""

    @property
    def moved_in_words(self) -> str:
        """ "22 Nov: 12:00–14:30", for days whose time is another."""
        if not self.claims:
            return ""
        moved = self.form.cleaned_data["moved"]
        return _(", ").join(
            f"{short_day(one.started_at)}: {span(one.started_at, one.ended_at)}"
            for one in self.claims
            if timezone.localdate(one.started_at) in moved
        )

    @property
    def summary(self) -> str:
        """ "2 days · 5.00 hours", or what is to be chosen first."""
        if self.claims:
            days = ngettext("%(n)s day", "%(n)s days", len(self._good))
            minutes = sum(one.minutes for one in self._good)
            total = _("%(hours)s hours") % {"hours": hours(minutes)}
            return f"{days % {'n': len(self._good)}} · {total}"
        return next(self._missing(), "")

    def _missing(self) -> Iterator[str]:
        errors = self.form.errors
        if "organization" in errors:
            yield _("Which organization?")
        if "service_field" in errors:
            yield _("What kind of service?")
        if "days" in errors:
            yield _("Which days?")
        yield _("From when, for how long?")

    @property
    def left_out(self) -> str:
        """ "Without 22 Nov"."""
        if not self.hit_days:
            return ""
        days = _(", ").join(short_day(one) for one in self.hit_days)
        return _("Without %(days)s") % {"days": days}

    @property
    def button(self) -> str:
        if not self._good:
            return _("Log hours")
        return ngettext("Log this day", "Log these %(n)s days", len(self._good)) % {
            "n": len(self._good)
        }
