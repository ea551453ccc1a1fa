from datetime import datetime

from django.db import transaction

from volunteers.member_errors import (
    RequestDecided,
)
from volunteers.models import Account, JoinRequest, Membership, Way
from volunteers.rules.join import join, lock_person
from volunteers.rules.organizations.moving import require_administrator, require_words


@transaction.atomic
def accept_request(*, request: JoinRequest, by: Account, at: datetime) -> Membership:
    """
    Let whoever asked be a member.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises RequestDecided: if another was faster, or it was taken back
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises VolunteerCannotJoin: if the person is not registered any more
    """
    known = _lock(request, by)
    return join(
        volunteer=known.volunteer,
        organization=known.organization,
        at=at,
        way=Way.REQUEST,
        by=by,
    )


@transaction.atomic
def decline_request(
    *, request: JoinRequest, words: str, by: Account, at: datetime
) -> JoinRequest:
    """
    Do not let them join; they read why, and may ask again.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises WordsNeeded: if no reason is given
    :raises RequestDecided: if another was faster, or it was taken back
    """
    said = require_words(words)
    known = _lock(request, by)
    known.state = JoinRequest.State.DECLINED
    known.decided_by = by
    known.decided_at = at
    known.reason = said
    known.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    return known


def _lock(request: JoinRequest, by: Account) -> JoinRequest:
    """The request as it is now; nobody else decides it or takes it back meanwhile."""
    require_administrator(request.organization, by)
    # The person's lock is enough: all that changes a request takes it first.
    lock_person(request.volunteer)
    named = JoinRequest.objects.select_related("volunteer", "organization")
    known = named.get(pk=request.pk)
    if not known.is_waiting:
        raise RequestDecided(state=known.get_state_display())
    return known
