from datetime import datetime

from django.db import transaction

from volunteers.errors import WrongMoment
from volunteers.models import Account, Act, Organization
from volunteers.rules.organizations.moving import lock, note, require_administrator


@transaction.atomic
def choose_joining(
    *, organization: Organization, joining: str, by: Account, at: datetime
) -> Organization:
    """
    Say how people become members from now on; requests that wait go on waiting.

    :param joining: a value of ``Organization.Joining``
    :raises NotItsAdministrator: if the account does not run the organization
    :raises WrongMoment: unless it serves or pauses
    """
    require_administrator(organization, by)
    locked = lock(organization)
    if not locked.may_restate:
        raise WrongMoment(state=locked.get_status_display())
    if locked.joining != joining:
        locked.joining = joining
        locked.save(update_fields=["joining"])
        words = str(Organization.Joining(joining).label)
        note(locked, act=Act.JOINING, by=by, at=at, words=words)
    return locked
