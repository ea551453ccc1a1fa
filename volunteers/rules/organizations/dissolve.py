from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from volunteers.errors import SuccessorNotActive
from volunteers.models import Account, Act, Filing, Organization, OrganizationStatus
from volunteers.rules.organizations.moving import (
    lock_all,
    move,
    note,
    require_city,
    require_words,
)


@transaction.atomic
def dissolve(
    *,
    organization: Organization,
    successor: Organization,
    words: str,
    by: Account,
    at: datetime,
) -> Organization:
    """
    End the organization; its successor decides what waits and answers for its past.

    Hours and totals stay where they are. Those below it stand under the successor
    from now on; what it once took over itself goes on to the successor as well, so
    that a successor is always one step away (民发〔2015〕149: who goes on certifying).

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises WordsNeeded: if no reason is given
    :raises SuccessorNotActive: if the successor does not serve, or is itself
    :raises WrongMoment: unless it serves or is suspended
    """
    require_city(organization, by)
    said = require_words(words)
    involved = lock_all(*_involved(organization, successor))
    ending, heir = involved[organization.pk], involved[successor.pk]
    if ending == heir or not heir.is_active:
        raise SuccessorNotActive(name=heir.label)
    move(
        ending,
        to=OrganizationStatus.DISSOLVED,
        act=Act.DISSOLVED,
        by=by,
        at=at,
        words=said,
        successor=heir,
    )
    ending.succeeds.update(successor=heir)
    _move_those_below(ending, heir, by=by, at=at)
    _close_what_it_filed(ending, by=by, at=at)
    return ending


def _involved(organization: Organization, successor: Organization) -> list[UUID]:
    near = Organization.objects.filter(
        Q(pk__in=[organization.pk, successor.pk])
        | Q(parent=organization)
        | Q(successor=organization)
    )
    return list(near.values_list("pk", flat=True))


def _move_those_below(
    ending: Organization, heir: Organization, *, by: Account, at: datetime
) -> None:
    if _stands_below(heir, ending):
        # First out of the chain, or it would stand below itself.
        _place(heir, ending.parent, by=by, at=at)
    for one in ending.below.exclude(pk=heir.pk).order_by("pk"):
        _place(one, heir, by=by, at=at)


def _stands_below(one: Organization, other: Organization) -> bool:
    above, seen = one.parent, {one.pk}
    while above is not None and above.pk not in seen:
        if above.pk == other.pk:
            return True
        seen.add(above.pk)
        above = above.parent
    return False


def _place(
    one: Organization, parent: Organization | None, *, by: Account, at: datetime
) -> None:
    one.parent = parent
    one.save(update_fields=["parent"])
    note(one, act=Act.PLACED, by=by, at=at, words=parent.name if parent else "")


def _close_what_it_filed(ending: Organization, *, by: Account, at: datetime) -> None:
    waiting = ending.filings.filter(state=Filing.State.WAITING)
    waiting.update(state=Filing.State.REFUSED, decided_by=by, decided_at=at)
