from datetime import datetime

from django.db import transaction

from volunteers.member_errors import (
    InvitationOnly,
    NotYourOwn,
    RequestDecided,
    TooManyRequests,
    VolunteerCannotJoin,
)
from volunteers.models import (
    Account,
    Invitation,
    JoinRequest,
    Membership,
    Organization,
    Volunteer,
    Way,
)
from volunteers.permissions import speaks_for
from volunteers.rules.join import join, lock_person
from volunteers.rules.serving import require_active

MOST_WAITING = 20  # requests of one person that no organization has answered


@transaction.atomic
def ask_to_join(
    *,
    volunteer: Volunteer,
    organization: Organization,
    words: str = "",
    by: Account,
    at: datetime,
) -> Membership | JoinRequest:
    """
    Join, where that is open or one is invited; else ask. Again: what there is.

    :raises NotYourOwn: unless it is the person, or a guardian, who asks
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises InvitationOnly: if it takes only those it has invited
    :raises TooManyRequests: if too many organizations have not answered yet
    """
    if not speaks_for(by, volunteer):
        raise NotYourOwn
    person = lock_person(volunteer)
    if not person.is_registered:
        raise VolunteerCannotJoin
    require_active(organization)
    held = Membership.objects.current().filter(
        volunteer=person, organization=organization
    )
    if membership := held.first():
        return membership
    way = _open_way(person, organization, at=at)
    if way:
        return join(volunteer=person, organization=organization, at=at, way=way, by=by)
    return _ask(person, organization, words=words, by=by, at=at)


def _open_way(
    person: Volunteer, organization: Organization, *, at: datetime
) -> Way | None:
    """How the person can join without being looked at; None where they cannot."""
    invited = Invitation.objects.open_at(at).filter(
        volunteer=person, organization=organization
    )
    if invited.exists():
        return Way.INVITATION
    # Locked by ``require_active``: it does not change while somebody joins.
    organization.refresh_from_db(fields=["joining"])
    return Way.OPEN if organization.is_open else None


def _ask(
    person: Volunteer,
    organization: Organization,
    *,
    words: str,
    by: Account,
    at: datetime,
) -> JoinRequest:
    waiting = JoinRequest.objects.waiting().filter(volunteer=person)
    if known := waiting.filter(organization=organization).first():
        return known
    if organization.is_closed:
        raise InvitationOnly
    if waiting.count() >= MOST_WAITING:
        raise TooManyRequests(count=MOST_WAITING)
    return JoinRequest.objects.create(
        volunteer=person,
        organization=organization,
        words=words.strip(),
        asked_by=by,
        asked_at=at,
    )


@transaction.atomic
def take_back_request(*, request: JoinRequest, by: Account, at: datetime) -> None:
    """
    Ask no more; again: nothing happens.

    :raises NotYourOwn: unless it is the person, or a guardian, who asks no more
    :raises RequestDecided: if the organization has decided
    """
    if not speaks_for(by, request.volunteer):
        raise NotYourOwn
    lock_person(request.volunteer)
    known = JoinRequest.objects.get(pk=request.pk)
    if known.state == JoinRequest.State.WITHDRAWN:
        return
    if not known.is_waiting:
        raise RequestDecided(state=known.get_state_display())
    known.state = JoinRequest.State.WITHDRAWN
    known.decided_by = by
    known.decided_at = at
    known.save(update_fields=["state", "decided_by", "decided_at"])
