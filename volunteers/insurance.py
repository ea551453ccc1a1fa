"""Whether an organization has insured those who serve with it on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from volunteers.models import InsurancePolicy, Organization


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """
    What a policy says: from its first to its last local date, for how many people.

    ``hazard`` says whether it covers service that may be dangerous (art. 17).
    """

    insurer: str
    number: str
    covers_from: date
    covers_until: date
    people: int | None = None
    hazard: bool = False


def covering(organization: Organization, *, on: date) -> InsurancePolicy | None:
    """The policy that is told to everybody: one for danger first, then the longest."""
    held = organization.insurance_policies.all().covering(on)
    return held.order_by("-hazard", "-covers_until", "-pk").first()


def uncovered(policy: int | None, days: Iterable[date]) -> frozenset[date]:
    """
    On which of these local dates the policy of that key covers no dangerous service.

    One that was taken back covers nobody.
    """
    kept = InsurancePolicy.objects.kept().filter(hazard=True)
    stands = kept.filter(pk=policy).first() if policy else None
    if stands is None:
        return frozenset(days)
    return frozenset(day for day in days if not stands.covers(day, day))
