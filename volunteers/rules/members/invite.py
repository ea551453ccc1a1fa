from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config import limits, sms
from policies.reports import number
from volunteers.member_errors import (
    InvitationOver,
    MemberAlready,
    NobodySignsIn,
    TooManyInvitations,
    VolunteerCannotJoin,
)
from volunteers.models import Account, Invitation, Membership, Organization, Volunteer
from volunteers.rules.join import lock_person
from volunteers.rules.organizations.moving import require_administrator
from volunteers.rules.serving import require_active
from volunteers.sealing import fingerprint, fingerprints, next_fingerprint

PHONES_A_DAY = 200  # that one organization invites
DAY = 86_400  # seconds


@transaction.atomic
def invite(
    *,
    volunteer: Volunteer,
    organization: Organization,
    words: str = "",
    by: Account,
    at: datetime,
) -> Invitation:
    """
    Invite somebody known by number; again: the same, holding longer.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises VolunteerCannotJoin: if the person is not registered any more
    :raises NobodySignsIn: if the person has no account to answer by
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises MemberAlready: if there is nothing to invite to
    """
    require_administrator(organization, by)
    person = lock_person(volunteer)
    if not person.is_registered:
        raise VolunteerCannotJoin
    guardians = person.guardianships.in_force(timezone.localdate(at))
    if person.account_id is None and not guardians.exists():
        raise NobodySignsIn
    require_active(organization)
    held = Membership.objects.current().filter(
        volunteer=person, organization=organization
    )
    if held.exists():
        raise MemberAlready
    named = {"volunteer": person}
    return _invite(organization, named, words=words, by=by, at=at, **named)


@transaction.atomic
def invite_phone(
    *,
    phone: str,
    organization: Organization,
    words: str = "",
    by: Account,
    at: datetime,
) -> Invitation:
    """
    Invite whoever has the phone; nobody learns whether it is known here.

    The same happens for every phone: a message is sent, and the invitation waits for
    an account that has proved it, today's or a later one's. A phone gets one message
    a day, however many invite it.

    :param phone: as +86…
    :raises NotItsAdministrator: if the account does not run the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises TooManyInvitations: after 200 phones of the organization on a day
    :raises config.sms.NotDelivered: if the message cannot be sent
    """
    require_administrator(organization, by)
    require_active(organization)
    subject = f"invited-phones:{organization.pk}"
    if limits.spend(subject, limit=PHONES_A_DAY, seconds=DAY):
        raise TooManyInvitations(count=PHONES_A_DAY)
    named = fingerprint(phone)
    made = _invite(
        organization,
        {"phone_hash__in": fingerprints(phone)},
        phone_hash=named,
        phone_hash_next=next_fingerprint(phone),
        phone_last4=phone[-4:],
        words=words,
        by=by,
        at=at,
    )
    if not limits.spend(f"invited:{named.hex()[:40]}", limit=1, seconds=DAY):
        with translation.override("zh-hans"):  # a stranger's language is not known
            sms.send(to=phone, text=_words(organization))
    return made


def _words(organization: Organization) -> str:
    return _(
        "%(name)s invites you to volunteer with it. Sign in or register with this phone"
        " number to answer. If you do not want to, you need not do anything."
    ) % {"name": organization.label}


def _invite(
    organization: Organization,
    known_by: dict[str, Any],
    *,
    words: str,
    by: Account,
    at: datetime,
    **to: Any,
) -> Invitation:
    days = number("invitation_days", on=timezone.localdate(at))
    invitation, _new = Invitation.objects.update_or_create(
        organization=organization,
        state=Invitation.State.WAITING,
        **known_by,
        defaults={
            "invited_by": by,
            "words": words.strip(),
            "invited_at": at,
            "expires_at": at + timedelta(days=days),
        },
        create_defaults={
            **to,
            "organization": organization,
            "invited_by": by,
            "words": words.strip(),
            "invited_at": at,
            "expires_at": at + timedelta(days=days),
        },
    )
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by: Account, at: datetime) -> None:
    """
    Take an invitation back before it is answered; again: nothing happens.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises InvitationOver: if it was answered
    """
    require_administrator(invitation.organization, by)
    known = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if known.state == Invitation.State.REVOKED:
        return
    if known.state != Invitation.State.WAITING:
        raise InvitationOver
    known.state = Invitation.State.REVOKED
    known.answered_by = by
    known.answered_at = at
    known.save(update_fields=["state", "answered_by", "answered_at"])
