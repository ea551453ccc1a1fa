"""A closed year as pages and files show it: published, as of now, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, Sum
from django.utils.functional import cached_property

from activities.models import ServiceField
from city.models import ClosedYear, YearLine
from city.models.years import Cut, LineKind
from city.reports.privacy import shown
from config.templatetags.ui import month_name
from hours.reasons import reason_text
from volunteers.models import District, Organization, Site

PUBLIC = (Cut.CITY, Cut.REGISTERED, Cut.DISTRICT, Cut.MONTH, Cut.SERVICE_FIELD)
NAMED: dict[str, type[Model]] = {
    Cut.REGISTERED: District,
    Cut.DISTRICT: District,
    Cut.SERVICE_FIELD: ServiceField,
    Cut.ORGANIZATION: Organization,
    Cut.SITE: Site,
}
OF_PUBLISHED = Q(kind=LineKind.PUBLISHED)


@dataclass(slots=True)
class Row:
    """
    A figure of one cut: as published, and with all that was posted later.

    People are None where there are too few of them for the public, and what became of
    them later is for the city alone.
    """

    cut: Cut
    key: str
    label: str
    minutes: int
    sessions: int
    people: int | None
    minutes_now: int
    sessions_now: int
    people_now: int | None

    @property
    def difference(self) -> int:
        return self.minutes_now - self.minutes

    @property
    def sessions_difference(self) -> int:
        return self.sessions_now - self.sessions

    @property
    def is_of_people(self) -> bool:
        return self.cut == Cut.REGISTERED


@dataclass(frozen=True, slots=True)
class Why:
    """What was posted later of one kind, perhaps for one reason."""

    kind: str
    label: str
    reason_code: str
    minutes: int
    sessions: int

    @property
    def reason(self) -> str:
        """In words, where one was chosen."""
        return reason_text(self.reason_code, at=None) if self.reason_code else ""


@dataclass
class YearPage:
    closed: ClosedYear
    inside: bool  # whether the reader is of the city

    @cached_property
    def rows(self) -> list[Row]:
        """Of all cuts that the reader sees, each in its order."""
        cuts = tuple(Cut) if self.inside else PUBLIC
        lines = YearLine.objects.filter(closed=self.closed, cut__in=cuts).order_by()
        sums: dict[str, Any] = {}
        for name in ("minutes", "sessions", "people"):
            sums[f"{name}_then"] = Sum(name, filter=OF_PUBLISHED, default=0)
            sums[f"{name}_now"] = Sum(name)
        found: list[Any] = list(lines.values("cut", "key").annotate(**sums))
        names = _names(found)
        rows = [
            Row(
                cut=Cut(one["cut"]),
                key=one["key"],
                label=names.get((one["cut"], one["key"]), ""),
                minutes=one["minutes_then"],
                sessions=one["sessions_then"],
                people=one["people_then"],
                minutes_now=one["minutes_now"],
                sessions_now=one["sessions_now"],
                people_now=one["people_now"],
            )
            for one in found
        ]
        if not self.inside:
            _hide_few(rows)
        order = list(Cut)
        return sorted(rows, key=lambda one: (order.index(one.cut), one.key))

    @property
    def city(self) -> Row:
        return next(one for one in self.rows if one.cut == Cut.CITY)

    @property
    def registered(self) -> int | None:
        whole = (one.people for one in self.rows if one.is_of_people and not one.key)
        return next(whole, 0)

    @property
    def tables(self) -> list[tuple[str, list[Row]]]:
        """The hours of each cut below the whole city that has any."""
        below = [cut for cut in Cut if cut not in (Cut.CITY, Cut.REGISTERED)]
        found = [
            (str(cut.label), [one for one in self.rows if one.cut == cut])
            for cut in below
        ]
        return [(label, rows) for label, rows in found if rows]

    @cached_property
    def why(self) -> list[Why]:
        """What made the city's figure another one, by kind and reason."""
        later = YearLine.objects.filter(closed=self.closed, cut=Cut.CITY)
        later = later.exclude(kind__in=[LineKind.PUBLISHED, LineKind.PEOPLE])
        about = ("kind", "reason_code")
        sums: Any = later.order_by(*about).values(*about)
        return [
            Why(
                kind=one["kind"],
                label=str(LineKind(one["kind"]).label),
                reason_code=one["reason_code"],
                minutes=one["minutes"],
                sessions=one["sessions"],
            )
            for one in sums.annotate(minutes=Sum("minutes"), sessions=Sum("sessions"))
        ]


def _hide_few(rows: list[Row]) -> None:
    for cut in (Cut.DISTRICT, Cut.REGISTERED):
        parts = [one for one in rows if one.cut == cut and one.key]
        known = shown([one.people or 0 for one in parts])
        for one, people in zip(parts, known, strict=True):
            one.people = people
    for one in rows:
        one.people_now = None
        if not one.key:
            one.people = shown([one.people or 0])[0]


def _names(found: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """What the keys are called; a query for each kind of place."""
    names: dict[tuple[str, str], str] = {}
    keys: dict[str, list[str]] = {}
    for one in found:
        if one["cut"] == Cut.MONTH:
            names[one["cut"], one["key"]] = month_name(int(one["key"]))
        elif one["key"]:
            keys.setdefault(one["cut"], []).append(one["key"])
    for cut, wanted in keys.items():
        manager: Any = NAMED[cut]._default_manager
        for place in manager.filter(pk__in=wanted):
            names[cut, str(place.pk)] = place.label
    return names
