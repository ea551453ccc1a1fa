from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.member_errors import (
    NotAMember,
    NotYourOwn,
)
from volunteers.models import Account, Ending, Membership, Organization, Volunteer
from volunteers.permissions import speaks_for
from volunteers.rules.join import lock_person
from volunteers.rules.organizations.moving import require_administrator, require_words
from volunteers.rules.team_places import leave_teams


@transaction.atomic
def leave(
    *, volunteer: Volunteer, organization: Organization, by: Account, at: datetime
) -> Membership:
    """
    End one's membership, at any time and whatever the organization's state.

    Hours stay with the organization; those that wait are decided there.

    :raises NotYourOwn: unless it is the person, or a guardian, who leaves
    :raises NotAMember: if the person is none
    """
    if not speaks_for(by, volunteer):
        raise NotYourOwn
    return _end(volunteer, organization, Ending.LEFT, by=by, at=at)


@transaction.atomic
def remove(
    *,
    volunteer: Volunteer,
    organization: Organization,
    words: str,
    by: Account,
    at: datetime,
) -> Membership:
    """
    End somebody's membership; the person reads why.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises WordsNeeded: if no reason is given
    :raises NotAMember: if the person is none, or has just left
    """
    require_administrator(organization, by)
    said = require_words(words)
    return _end(volunteer, organization, Ending.REMOVED, by=by, at=at, words=said)


def _end(
    volunteer: Volunteer,
    organization: Organization,
    ending: Ending,
    *,
    by: Account,
    at: datetime,
    words: str = "",
) -> Membership:
    person = lock_person(volunteer)
    held = Membership.objects.current().filter(
        volunteer=person, organization=organization
    )
    membership = held.first()
    if membership is None:
        raise NotAMember
    # Whoever was entered with a later date was a member for that day at least.
    membership.left_on = max(timezone.localdate(at), membership.joined_on)
    membership.ending = ending
    membership.ended_by = by
    membership.ending_reason = words
    membership.save(update_fields=["left_on", "ending", "ended_by", "ending_reason"])
    leave_teams(membership.places.all(), at=at)
    return membership
