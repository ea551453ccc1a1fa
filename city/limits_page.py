"""An organization's own numbers beside the city's: what holds, and what is to come."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from city.policies_page import Number, dated
from hours.limits import stricter
from hours.models import OrganizationLimit, OrganizationLimitEvent
from hours.models.limits import STRICTER
from policies.reports import numbers
from policies.words import in_words
from volunteers.models import Account, Organization


@dataclass(frozen=True, slots=True)
class Limit(Number):
    """
    One number as an organization holds itself to it; ``city`` is the city's today.

    There may be no value of its own at all.
    """

    city: int

    @property
    def is_own(self) -> bool:
        """Whether it is the organization's own number that binds."""
        return self.now is not None and self.now.policy.value == self.value

    @property
    def is_outdone(self) -> bool:
        """Whether the city is stricter by now than the organization once was."""
        return self.now is not None and not self.is_own

    @property
    def said(self) -> str:
        """What binds today: the stricter of the two."""
        return in_words(self.code, self.value)

    @property
    def said_by_city(self) -> str:
        return in_words(self.code, self.city)

    @property
    def value(self) -> int:
        """The stricter of the two."""
        own = self.now
        return stricter(self.code, self.city, own.policy.value) if own else self.city


def limit_of(organization: Organization, code: str, *, reader: Account) -> Limit:
    """One of them as it is today."""
    found = limits_of(organization, reader=reader, today=timezone.localdate())
    return next(one for one in found if one.code == code)


def limits_of(
    organization: Organization, *, reader: Account, today: date
) -> list[Limit]:
    """All numbers that an organization may set; three queries."""
    own = dated(
        OrganizationLimit.objects.filter(organization=organization),
        told_by=OrganizationLimitEvent,
        reader=reader,
        today=today,
    )
    city = numbers(on=today)
    return [Limit(code, own.get(code, []), city[code]) for code in STRICTER]
