"""The numbers that an organization's hours are judged by: the city's, or stricter."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from config.held import Held
from hours.models.limits import MORE, OrganizationLimit
from policies.reports import number, numbers

Dated = tuple[str, date, int]


def _read() -> dict[UUID, list[Dated]]:
    own: dict[UUID, list[Dated]] = defaultdict(list)
    for one in OrganizationLimit.objects.order_by("holds_from"):
        own[one.organization_id].append((one.code, one.holds_from, one.value))
    return dict(own)


# Of each organization that has any, the earliest first. They are few, and hold from a
# day to come on, so nobody asks the database for them when hours are judged.
OWN = Held(_read)


def stricter(code: str, one: int, other: int) -> int:
    """Which of two values of a number allows less."""
    return max(one, other) if code in MORE else min(one, other)


def limits(organization: UUID, *, on: date) -> dict[str, int]:
    """Every number as it holds for an organization on a local date, by code."""
    held = numbers(on=on)
    own = _on(OWN().get(organization, ()), on)
    return held | {
        code: stricter(code, held[code], value) for code, value in own.items()
    }


def own_limits(organization: UUID, *, on: date) -> dict[str, int]:
    """Those of them that are stricter than the city's."""
    held = numbers(on=on)
    own = limits(organization, on=on)
    return {code: value for code, value in own.items() if value != held[code]}


def stricter_of(code: str, *, on: date) -> dict[UUID, int]:
    """The organizations for which the number is stricter than the city's that day."""
    city = number(code, on=on)
    own = {organization: _on(rows, on) for organization, rows in OWN().items()}
    found = {
        organization: stricter(code, city, held.get(code, city))
        for organization, held in own.items()
    }
    return {
        organization: value for organization, value in found.items() if value != city
    }


def _on(rows: Iterable[Dated], on: date) -> dict[str, int]:
    """What of an organization's own holds that day, by code: the latest begun."""
    return {code: value for code, since, value in rows if since <= on}
