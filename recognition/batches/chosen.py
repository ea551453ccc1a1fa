"""Whose service an organization certifies at once."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from hours.models import Session, Status
from recognition.errors import NobodyToCertify, TooManyToCertify, UnknownNumbers
from volunteers.models import Membership, Organization, Team, TeamPlace, Volunteer

MOST = 2_000  # a graduating class
SHOWN = 5  # numbers in a sentence
SEPARATORS = re.compile(r"[\s,;，；、]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A period of local dates, and of whom: a team, some numbers, or all members."""

    organization: Organization
    first: date
    last: date
    team: Team | None = None
    numbers: str = ""


def people_of(wanted: Wanted) -> list[int]:
    """
    Its members with approved hours that it recorded in the period, by name.

    Others have their own made: an organization knows whole names of members alone.

    :raises UnknownNumbers: if a number that was named is of none of them
    :raises TooManyToCertify: if there are more than ``MOST``
    :raises NobodyToCertify: if there is nobody
    """
    counted = Session.objects.filter(
        volunteer=OuterRef("pk"),
        organization=wanted.organization,
        service_date__range=(wanted.first, wanted.last),
        status=Status.APPROVED,
    )
    members = Membership.objects.current().filter(organization=wanted.organization)
    found = Volunteer.objects.filter(
        Exists(counted), pk__in=members.values("volunteer")
    )
    if wanted.team:
        places = TeamPlace.objects.filter(team=wanted.team, until=None)
        found = found.filter(pk__in=places.values("membership__volunteer"))
    numbers = {one.upper() for one in SEPARATORS.split(wanted.numbers) if one}
    if numbers:
        found = found.filter(number__in=numbers)
    people = list(found.order_by("name", "pk").values_list("pk", "number")[: MOST + 1])
    if missing := sorted(numbers - {number for _pk, number in people}):
        raise UnknownNumbers(those=_some(missing))
    if len(people) > MOST:
        raise TooManyToCertify(most=f"{MOST:,}")
    if not people:
        raise NobodyToCertify
    return [pk for pk, _number in people]


def _some(numbers: list[str]) -> str:
    more = ["…"] if len(numbers) > SHOWN else []
    return ", ".join([*numbers[:SHOWN], *more])
