"""Who holds which paper on which day, and who may say they have seen one."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from volunteers.models import Account, Credential, Membership, Organization, Volunteer
from volunteers.models.volunteer import VolunteerQuerySet, records_given_up_for
from volunteers.permissions import administered_organizations, is_staff


def holds_credential(volunteer: Volunteer, kind: str, on: date) -> bool:
    """Whether the person has a paper of that kind, seen by an official, that day."""
    own = Credential.objects.filter(volunteer__in=volunteer.all_records, kind=kind)
    return own.holding(on).exists()


@dataclass(frozen=True, slots=True)
class Held:
    """Papers that an official has seen, by whose they are and their kind."""

    papers: dict[tuple[int, str], list[Credential]]

    def holds(self, volunteer: int, kind: str, on: date) -> bool:
        """As ``holds_credential``, of one of the people who were asked for."""
        own = self.papers.get((volunteer, kind), ())
        return any(one.holds(on) for one in own)


def held_by(people: Collection[int], kinds: Collection[str]) -> Held:
    """What these people hold of these kinds, in as many queries as of one of them."""
    whose = records_given_up_for(people)
    seen = Credential.objects.kept().filter(confirmed_at__isnull=False)
    papers = defaultdict(list)
    for one in seen.filter(volunteer__in=whose, kind__in=kinds):
        papers[whose[one.volunteer_id], one.kind_id].append(one)
    return Held(papers)


def examined(account: Account) -> VolunteerQuerySet:
    """
    The people whose papers the account may say it has seen.

    City staff: everybody's. Who runs organizations: those of their members. Nobody
    says it of their own.
    """
    others = Volunteer.objects.registered().exclude(account=account)
    if is_staff(account):
        return others
    belongs = Membership.objects.current().filter(
        volunteer=OuterRef("pk"), organization__in=administered_organizations(account)
    )
    return others.filter(Exists(belongs))


def examines_for(account: Account, volunteer: Volunteer) -> Organization | None:
    """For which organization the account sees the person's papers; None: the city."""
    if is_staff(account):
        return None
    run = Organization.objects.filter(pk__in=administered_organizations(account))
    belongs = Membership.objects.current().filter(volunteer=volunteer)
    return run.filter(pk__in=belongs.values("organization")).order_by("pk").first()


@dataclass(frozen=True, slots=True)
class Line:
    """One paper as it is shown on a local date."""

    credential: Credential
    has_run_out: bool

    @property
    def waits(self) -> bool:
        """Whether somebody may still say that they have seen it."""
        return not (self.credential.is_confirmed or self.has_run_out)


def lines(volunteer: Volunteer, *, on: date) -> list[Line]:
    """What the person has stated and not taken back, the latest first."""
    own = Credential.objects.kept().filter(volunteer__in=volunteer.all_records)
    named = own.select_related("kind", "confirmed_for").order_by("-stated_at", "-pk")
    return [Line(one, one.has_run_out(on)) for one in named]
