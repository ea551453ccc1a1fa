"""What is withheld after proved cases, as its pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from city.integrity_forms import RestrictionForm
from hours.models import Finding
from hours.permissions import restrictions_about
from policies.reports import number
from volunteers.models import Account, Organization, Restriction, Volunteer
from volunteers.permissions import people_of


@dataclass(frozen=True, slots=True)
class Line:
    """One restriction, from whom, and whether it holds today."""

    restriction: Restriction
    whom: str
    holds: bool


def named(found: QuerySet[Restriction]) -> QuerySet[Restriction]:
    return found.select_related("volunteer", "organization")


def lines(found: Iterable[Restriction], *, reader: Account, on: date) -> list[Line]:
    """Those found, with the names the reader may know."""
    own = {one.pk for one in people_of(reader)}
    return [Line(one, _whom(one, own), one.holds(on)) for one in found]


def _whom(restriction: Restriction, own: set[int]) -> str:
    person = restriction.volunteer
    if person is None:
        return str(restriction.organization.label) if restriction.organization else ""
    name = person.name if person.pk in own else person.masked_name
    return f"{name} {person.number}"


def of_case(finding: Finding) -> QuerySet[Restriction]:
    """What follows from a case, the latest first."""
    found = Restriction.objects.filter(because_of=finding.pk)
    return named(found).order_by("-at", "-pk")


def on_reader(reader: Account, *, on: date) -> list[Line]:
    """What is withheld from the reader, a child, or what they answer for."""
    held = named(restrictions_about(reader).in_force(on)).order_by("until", "pk")
    return lines(held, reader=reader, on=on)


def form(
    finding: Finding, people: list[Volunteer], sent: Any = None, *, on: date
) -> RestrictionForm:
    """What may be withheld from those a case is about, nothing chosen."""
    until = on + timedelta(days=number("restriction_days", on=on))
    organization: Organization | None = finding.organization
    return RestrictionForm(
        sent,
        people=people,
        organization=organization,
        initial={"until": until},
        auto_id="restrict-%s",
    )
