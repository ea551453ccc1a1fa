from datetime import datetime

from django.db import transaction

from volunteers.errors import NotAVolunteer
from volunteers.member_errors import (
    InvitationOver,
    NotYourOwn,
)
from volunteers.models import Account, Invitation, Membership, Volunteer, Way
from volunteers.permissions import speaks_for
from volunteers.rules.join import join, lock_person
from volunteers.sealing import fingerprints


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, by: Account, at: datetime
) -> Membership:
    """
    Be a member of the organization that invites; again: the membership there is.

    :raises NotAVolunteer: if a phone was invited whose account serves as nobody
    :raises NotYourOwn: if somebody else was invited
    :raises InvitationOver: if it was declined, taken back, or its days are over
    :raises OrganizationNotActive: if the organization begins nothing new
    """
    person = _invited(invitation, by)
    lock_person(person)
    known = Invitation.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=invitation.pk
    )
    if known.state == Invitation.State.ACCEPTED:
        held = Membership.objects.current().filter(
            volunteer=person, organization=known.organization
        )
        if membership := held.first():
            return membership
    if not known.is_open(at):
        raise InvitationOver
    # Before joining, which settles what waits in the name of whoever lets in.
    _answer(known, Invitation.State.ACCEPTED, by=by, at=at)
    return join(
        volunteer=person,
        organization=known.organization,
        at=at,
        way=Way.INVITATION,
        by=known.invited_by,
    )


@transaction.atomic
def decline_invitation(*, invitation: Invitation, by: Account, at: datetime) -> None:
    """
    Do not join; again: nothing happens.

    :raises NotYourOwn: if somebody else was invited
    :raises InvitationOver: if it was accepted, or taken back
    """
    person = _invited(invitation, by)
    lock_person(person)
    known = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if known.state == Invitation.State.DECLINED:
        return
    if known.state != Invitation.State.WAITING:
        raise InvitationOver
    _answer(known, Invitation.State.DECLINED, by=by, at=at)


def _invited(invitation: Invitation, by: Account) -> Volunteer:
    """The person who may answer: named by number, or by the phone they have proved."""
    if invitation.volunteer is not None:
        if speaks_for(by, invitation.volunteer):
            return invitation.volunteer
        raise NotYourOwn
    if bytes(invitation.phone_hash or b"") not in fingerprints(by.phone):
        raise NotYourOwn
    if by.as_volunteer is None:
        raise NotAVolunteer
    return by.as_volunteer


def _answer(known: Invitation, state: str, *, by: Account, at: datetime) -> None:
    Invitation.objects.waiting().filter(pk=known.pk).update(
        state=state, answered_by=by, answered_at=at
    )
