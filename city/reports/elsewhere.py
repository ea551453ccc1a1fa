"""What another number would have changed: last month's sessions, judged anew."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from city.reports.reading import read
from hours.limits import limits, stricter
from policies.reports import numbers

# The numbers by which a session finds who decides it.
TRIED = (
    "day_minutes_organization",
    "day_minutes_parent",
    "day_minutes_city",
    "retro_days_organization",
    "retro_days_parent",
)
REFUSED = "refused"
WHO: dict[str, str | Promise] = {
    "organization": _("the organization"),
    "parent": _("the organization above"),
    "city": _("the city"),
    REFUSED: _("nobody: it could not be logged"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How many sessions who decides ``now`` would leave to who does as ``tried``."""

    now: str
    tried: str
    sessions: int

    @property
    def from_whom(self) -> str:
        return str(WHO[self.now])

    @property
    def to_whom(self) -> str:
        return str(WHO[self.tried])


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Sessions of the days from ``first`` to ``last`` that would go elsewhere."""

    first: date
    last: date
    total: int
    shifts: list[Shift]

    @property
    def moved(self) -> int:
        return sum(one.sessions for one in self.shifts)


def elsewhere(
    *, code: str, value: int, today: date, organization: UUID | None = None
) -> Elsewhere:
    """
    What the last whole month would have been like with another number.

    One statement over the sessions of that month, however many the city has.

    :param organization: whose number it is, and whose sessions; None: the city's
    """
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    city = numbers(on=first)
    held = limits(organization, on=first) if organization else city
    now = {name: held[name] for name in TRIED}
    if organization:
        value = stricter(code, city[code], value)
    tried = {f"tried_{name}": number for name, number in (now | {code: value}).items()}
    found = read(
        "sessions_elsewhere",
        Shift,
        **now,
        **tried,
        organization=organization,
        first=first,
        last=last,
        today=today,
    )
    return Elsewhere(
        first=first,
        last=last,
        total=sum(one.sessions for one in found),
        shifts=[one for one in found if one.now != one.tried],
    )
