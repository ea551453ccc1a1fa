"""How a person stands with organizations: member, asking, invited, or not any more."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from volunteers.models import (
    Account,
    Invitation,
    JoinRequest,
    Membership,
    Organization,
    Team,
    TeamPlace,
    Volunteer,
)

SHOWN = 50  # of each kind on one's own page, the newest first
TOLD_FOR = timedelta(days=90)  # so long a refusal is shown, and what ended


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands with one organization."""

    membership: Membership | None = None
    leads: bool = False  # a team of it, and records for that team's people
    request: JoinRequest | None = None
    invitation: Invitation | None = None


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a person's own page shows: answers they owe, and where they belong."""

    memberships: list[Membership]
    invitations: list[Invitation]
    requests: list[JoinRequest]
    declined: list[JoinRequest]
    ended: list[Membership]

    @property
    def teams(self) -> dict[int, list["InTeam"]]:
        """The teams of each present membership, by its id."""
        return teams_of(self.memberships)

    @property
    def just_removed(self) -> list[Membership]:
        """Those an organization ended lately: the person must come to read of it."""
        since = timezone.localdate() - TOLD_FOR
        return [one for one in self.ended if one.was_removed and _after(one, since)]


def _after(one: Membership, since: date) -> bool:
    return one.left_on is not None and one.left_on >= since


@dataclass(frozen=True, slots=True)
class InTeam:
    """A team somebody is in, whether they lead it, and the masked names of who does."""

    team: Team
    leads: bool
    leaders: list[str]


def teams_of(memberships: list[Membership]) -> dict[int, list[InTeam]]:
    """The teams of each membership, by its id, in the order of their names."""
    ids = [one.pk for one in memberships]
    held = TeamPlace.objects.current().filter(membership__in=ids)
    places = list(held.select_related("team").order_by("team__name", "pk"))
    leading = TeamPlace.objects.current().filter(
        team__in={one.team_id for one in places}, leads=True
    )
    leaders: dict[Any, list[str]] = {}
    for one in leading.select_related("membership__volunteer").order_by("pk"):
        names = leaders.setdefault(one.team_id, [])
        names.append(one.membership.volunteer.masked_name)
    found: dict[int, list[InTeam]] = {}
    for one in places:
        line = InTeam(one.team, one.leads, leaders.get(one.team_id, []))
        found.setdefault(one.membership_id, []).append(line)
    return found


def standing(
    *, volunteer: Volunteer, organization: Organization, at: datetime
) -> Standing:
    """The person's membership, or what waits between the two."""
    held = Membership.objects.current().filter(
        volunteer=volunteer, organization=organization
    )
    if membership := held.first():
        led = membership.places.all().leading(volunteer)
        return Standing(membership=membership, leads=led.exists())
    asked = JoinRequest.objects.waiting().filter(
        volunteer=volunteer, organization=organization
    )
    return Standing(
        request=asked.first(),
        invitation=invitation_of(
            account=volunteer.account, organization=organization, at=at
        ),
    )


def invitation_of(
    *, account: Account | None, organization: Organization, at: datetime
) -> Invitation | None:
    """The one the account can answer for this organization."""
    if account is None:
        return None
    mine = Invitation.objects.open_at(at).for_account(account)
    return mine.filter(organization=organization).first()


def belonging(*, account: Account, volunteer: Volunteer, at: datetime) -> Belonging:
    """Where the person belongs, what waits, and what was refused or ended."""
    held = Membership.objects.of(volunteer).select_related("organization")
    held = held.order_by(F("left_on").desc(nulls_first=True), "-pk")[: 2 * SHOWN]
    memberships = list(held)
    asked = JoinRequest.objects.filter(volunteer=volunteer)
    told = Q(state=JoinRequest.State.DECLINED, decided_at__gte=at - TOLD_FOR)
    asked = asked.filter(Q(state=JoinRequest.State.WAITING) | told)
    requests = list(asked.select_related("organization").order_by("-id")[:SHOWN])
    current = [one for one in memberships if one.left_on is None]
    belongs = {one.organization_id for one in current}
    invited = waiting_invitations(account=account, at=at)
    return Belonging(
        memberships=current,
        invitations=[one for one in invited if one.organization_id not in belongs],
        requests=[one for one in requests if one.is_waiting],
        declined=[one for one in requests if one.was_declined],
        ended=[one for one in memberships if one.left_on],
    )


def waiting_invitations(*, account: Account, at: datetime) -> list[Invitation]:
    """Those the account can answer, the newest first, with who invites."""
    open_ones = Invitation.objects.open_at(at).for_account(account)
    named = open_ones.select_related(
        "organization", "volunteer", "invited_by__volunteer"
    )
    return list(named.order_by("-id")[:SHOWN])
