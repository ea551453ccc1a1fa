"""What the law asks of service at an activity: an insurance, and papers (L24, L25)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from activities.models import Activity
from activities.papers import Whose, lacking
from hours.errors import CredentialNeededThatDay, NotInsuredThatDay
from hours.rules.claim import Claim
from volunteers.insurance import uncovered
from volunteers.models import CredentialKind


@dataclass(frozen=True, slots=True)
class Law:
    """On which local dates nobody was insured, and who lacked which paper."""

    uncovered: frozenset[date] = frozenset()
    lacking: Mapping[Whose, CredentialKind] = field(default_factory=dict)

    def check(self, claim: Claim) -> None:
        """
        :raises NotInsuredThatDay: if it was dangerous, and no policy covered the day
        :raises CredentialNeededThatDay: if the person had no paper that was asked for
        """
        on = claim.service_date
        if on in self.uncovered:
            raise NotInsuredThatDay
        if kind := self.lacking.get((claim.volunteer.pk, on)):
            raise CredentialNeededThatDay(kind=kind.label)


def law_of(claim: Claim) -> Law:
    """What stands against one claim."""
    return read_law(claim.activity, [(claim.volunteer.pk, claim.service_date)])


def read_law(activity: Activity | None, whose: Collection[Whose]) -> Law:
    """
    What stands against these people's local dates at the activity.

    Of one that was loaded, or is older than publishing, nobody knows the insurance.
    """
    if activity is None:
        return Law()
    asks = activity.hazard and activity.published_at is not None
    days = {day for _person, day in whose} if asks else ()
    return Law(
        uncovered=uncovered(activity.policy_id, days) if days else frozenset(),
        lacking=lacking(activity, whose),
    )
