from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from config.constraints import broken_constraint
from volunteers.member_errors import NotAMember, TeamClosed, TeamNameTaken
from volunteers.models import Account, Membership, Organization, Team, TeamPlace
from volunteers.rules.join import lock_person
from volunteers.rules.organizations.moving import require_administrator
from volunteers.rules.serving import require_active
from volunteers.rules.team_places import end_places


@transaction.atomic
def make_team(
    *, organization: Organization, name: str, about: str = "", by: Account, at: datetime
) -> Team:
    """
    Make a team, empty at first.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises TeamNameTaken: if another of its teams is called so
    """
    require_administrator(organization, by)
    require_active(organization)
    try:
        with transaction.atomic():
            return Team.objects.create(
                organization=organization,
                name=name.strip(),
                about=about.strip(),
                made_by=by,
                made_at=at,
            )
    except IntegrityError as error:
        if broken_constraint(error) != "team_name_is_taken_once":
            raise
        raise TeamNameTaken(name=name) from error


@transaction.atomic
def place(
    *, team: Team, membership: Membership, leads: bool, by: Account, at: datetime
) -> TeamPlace:
    """
    Take a member into the team, or say whether they lead it; again: the same.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises TeamClosed: if the team was dissolved
    :raises NotAMember: unless the person is a member of the team's organization now
    """
    require_administrator(team.organization, by)
    lock_person(membership.volunteer)
    require_active(team.organization)
    _lock_open(team)
    held = Membership.objects.current().filter(
        pk=membership.pk, organization=team.organization
    )
    if not held.exists():
        raise NotAMember
    one, is_new = TeamPlace.objects.get_or_create(
        team=team,
        membership=membership,
        until=None,
        defaults={
            "leads": leads,
            "since": timezone.localdate(at),
            "placed_by": by,
        },
    )
    if not is_new and one.leads != leads:
        one.leads = leads
        one.save(update_fields=["leads"])
    return one


@transaction.atomic
def take_out(*, place: TeamPlace, by: Account, at: datetime) -> None:
    """
    Take a member out of the team, not out of the organization; again: nothing.

    :raises NotItsAdministrator: if the account does not run the organization
    """
    require_administrator(place.team.organization, by)
    _lock(place.team)
    end_places(TeamPlace.objects.filter(pk=place.pk), at=at)


@transaction.atomic
def close_team(*, team: Team, by: Account, at: datetime) -> None:
    """
    Dissolve the team; its people stay members, and its past stays.

    :raises NotItsAdministrator: if the account does not run the organization
    """
    require_administrator(team.organization, by)
    _lock(team)
    Team.objects.going().filter(pk=team.pk).update(closed_by=by, closed_at=at)
    end_places(TeamPlace.objects.filter(team=team), at=at)


def _lock(team: Team) -> Team:
    return Team.objects.select_for_update(no_key=True, of=("self",)).get(pk=team.pk)


def _lock_open(team: Team) -> None:
    if _lock(team).closed_at:
        raise TeamClosed
