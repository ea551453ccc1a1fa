from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from needs.errors import NotYours
from needs.models import Capacity, ServesAt
from needs.permissions import takers
from volunteers.models import Account, Organization


@transaction.atomic
def state_capacity(
    *,
    organization: Organization,
    at_once: int | None,
    times: Sequence[str],
    by: Account,
    at: datetime,
) -> Capacity:
    """
    Say how many orders the organization can have in hand, and when it serves.

    :param at_once: None if it does not say
    :param times: ``ServesAt``, in any order
    :raises NotYours: if the account takes nothing on for the organization
    """
    if not takers(by).filter(pk=organization.pk).exists():
        raise NotYours
    said = [one for one in ServesAt.values if one in times]
    stated, _is_new = Capacity.objects.update_or_create(
        organization=organization,
        defaults={
            "at_once": at_once,
            "times": said,
            "stated_by": by,
            "stated_at": at,
        },
    )
    return stated
