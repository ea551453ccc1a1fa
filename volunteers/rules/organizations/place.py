from datetime import datetime

from django.db import IntegrityError, transaction

from config.constraints import broken_constraint
from volunteers.errors import ParentIsBelow, ParentNotActive
from volunteers.models import Account, Act, Organization
from volunteers.rules.organizations.file import CIRCLES
from volunteers.rules.organizations.moving import lock_all, note, require_city


@transaction.atomic
def place_under(
    *,
    organization: Organization,
    parent: Organization | None,
    by: Account,
    at: datetime,
) -> Organization:
    """
    Put the organization under another, or under none; where it is already: nothing.

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises ParentNotActive: if the one above does not serve
    :raises ParentIsBelow: if the one above stands below
    """
    require_city(organization, by)
    both = lock_all(organization.pk, *([parent.pk] if parent else []))
    locked = both[organization.pk]
    above = both[parent.pk] if parent else None
    if locked.parent_id == (above.pk if above else None):
        return locked
    if above and not above.is_active:
        raise ParentNotActive(name=above.label)
    locked.parent = above
    try:
        with transaction.atomic():
            locked.save(update_fields=["parent"])
    except IntegrityError as error:
        if broken_constraint(error) not in CIRCLES or above is None:
            raise
        raise ParentIsBelow(name=above.label) from error
    note(locked, act=Act.PLACED, by=by, at=at, words=above.name if above else "")
    return locked
