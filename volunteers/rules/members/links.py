from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from policies.reports import number
from volunteers.member_errors import (
    InvitationOver,
    NotYourOwn,
)
from volunteers.models import (
    Account,
    InvitationLink,
    Membership,
    Organization,
    Volunteer,
    Way,
)
from volunteers.permissions import speaks_for
from volunteers.rules.join import join, lock_person
from volunteers.rules.organizations.moving import require_administrator
from volunteers.rules.serving import require_active

MOST = 1_000  # people who can join by one link


@transaction.atomic
def make_link(
    *, organization: Organization, name: str, most: int, by: Account, at: datetime
) -> InvitationLink:
    """
    Make a link by which up to ``most`` people join, until the days are over.

    :param name: for whom it is, such as a class or a village
    :raises NotItsAdministrator: if the account does not run the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    """
    require_administrator(organization, by)
    require_active(organization)
    days = number("invitation_days", on=timezone.localdate(at))
    return InvitationLink.objects.create(
        organization=organization,
        name=name.strip(),
        most=min(most, MOST),
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )


@transaction.atomic
def revoke_link(*, link: InvitationLink, by: Account, at: datetime) -> None:
    """
    Let nobody else join by the link; whoever has joined stays.

    :raises NotItsAdministrator: if the account does not run the organization
    """
    require_administrator(link.organization, by)
    InvitationLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_by=by, revoked_at=at
    )


@transaction.atomic
def join_by_link(
    *, link: InvitationLink, volunteer: Volunteer, by: Account, at: datetime
) -> Membership:
    """
    Be a member by the link; a member already: the membership there is.

    :raises NotYourOwn: unless it is the person, or a guardian, who joins
    :raises InvitationOver: if it was revoked, is used up, or its days are over
    :raises OrganizationNotActive: if the organization begins nothing new
    """
    if not speaks_for(by, volunteer):
        raise NotYourOwn
    person = lock_person(volunteer)
    # Whoever joins by the same link waits: of the last place there is one.
    known = (
        InvitationLink.objects.select_for_update(no_key=True, of=("self",))
        .select_related("organization", "made_by")
        .get(pk=link.pk)
    )
    held = Membership.objects.current().filter(
        volunteer=person, organization=known.organization
    )
    if membership := held.first():
        return membership
    if not known.is_open(at):
        raise InvitationOver
    known.used += 1
    known.save(update_fields=["used"])
    return join(
        volunteer=person,
        organization=known.organization,
        at=at,
        way=Way.LINK,
        by=known.made_by,
    )
