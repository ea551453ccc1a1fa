from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from volunteers.member_errors import (
    VolunteerCannotJoin,
)
from volunteers.models import (
    Account,
    Invitation,
    JoinRequest,
    Membership,
    Organization,
    TeamPlace,
    Volunteer,
    Way,
)
from volunteers.rules.serving import require_active
from volunteers.rules.team_places import leave_teams


@transaction.atomic
def join(
    *,
    volunteer: Volunteer,
    organization: Organization,
    at: datetime,
    way: Way = Way.UNKNOWN,
    by: Account | None = None,
    agreed_on: date | None = None,
) -> Membership:
    """
    Make the volunteer a member from today on; again: the membership there is.

    Whoever calls this has the person's yes, and says by ``way`` how it was given: on
    paper with the local date ``agreed_on`` and ``by`` whom it was entered. What the
    person asked of this organization, or was invited to, is settled by it.

    :raises VolunteerCannotJoin: if the person is not registered any more
    :raises OrganizationNotActive: if the organization begins nothing new
    """
    person = lock_person(volunteer)
    if not person.is_registered:
        raise VolunteerCannotJoin
    require_active(organization)
    membership, _ = Membership.objects.get_or_create(
        volunteer=person,
        organization=organization,
        left_on=None,
        defaults={
            "joined_on": timezone.localdate(at),
            "way": way,
            "entered_by": by,
            "agreed_on": agreed_on,
        },
    )
    settle(person, organization, by=by or person.account, at=at)
    return membership


def lock_person(volunteer: Volunteer) -> Volunteer:
    """
    The person as they are now; whoever else would let them join or leave waits.

    Persons are locked before organizations, as everywhere.
    """
    people = Volunteer.objects.select_for_update(no_key=True, of=("self",))
    return people.get(pk=volunteer.pk)


def settle(
    person: Volunteer, organization: Organization, *, by: Account | None, at: datetime
) -> None:
    """Nothing waits between a member and the organization."""
    JoinRequest.objects.waiting().filter(
        volunteer=person, organization=organization
    ).update(state=JoinRequest.State.ACCEPTED, decided_by=by, decided_at=at)
    Invitation.objects.waiting().filter(
        volunteer=person, organization=organization
    ).update(state=Invitation.State.ACCEPTED, answered_by=by, answered_at=at)


def let_go(volunteer: Volunteer, *, by: Account, at: datetime) -> None:
    """
    Whoever is closed asks nothing any more, is asked nothing and is in no team: what
    they wrote to organizations goes, what these wrote to them stays theirs.
    """
    leave_teams(TeamPlace.objects.filter(membership__volunteer=volunteer), at=at)
    JoinRequest.objects.waiting().filter(volunteer=volunteer).update(
        state=JoinRequest.State.WITHDRAWN, decided_by=by, decided_at=at
    )
    Invitation.objects.waiting().filter(volunteer=volunteer).update(
        state=Invitation.State.REVOKED, answered_by=by, answered_at=at
    )
    JoinRequest.objects.filter(volunteer=volunteer).update(words="")
