from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from volunteers.models import (
    Account,
    Organization,
    Restriction,
    RestrictionKind,
    Volunteer,
)


def restrict(
    *,
    kind: RestrictionKind,
    whom: Volunteer | Organization,
    because_of: UUID,
    until: date,
    words: str,
    by: Account,
    at: datetime,
) -> tuple[Restriction, bool]:
    """
    Withhold something until the end of a local date, after a proved case (L34).

    :returns: the restriction, and whether it is new: the case's own one stands
    """
    return Restriction.objects.get_or_create(
        because_of=because_of,
        kind=kind,
        volunteer=whom if isinstance(whom, Volunteer) else None,
        organization=whom if isinstance(whom, Organization) else None,
        lifted_at=None,
        defaults={"until": until, "words": words, "by": by, "at": at},
    )


@transaction.atomic
def lift(*, restriction: Restriction, words: str, by: Account, at: datetime) -> bool:
    """
    End a restriction before its time; what it was for stays on record.

    :returns: whether it was lifted now: one that is lifted already stays as it is
    """
    one = Restriction.objects.select_for_update(no_key=True).get(pk=restriction.pk)
    if one.is_lifted:
        return False
    one.lifted_by, one.lifted_at, one.lifted_words = by, at, words
    one.save(update_fields=["lifted_by", "lifted_at", "lifted_words"])
    return True


def hand_on(*, given: Iterable[int], kept: Volunteer, at: datetime) -> None:
    """
    Let what is withheld from one record of a person be withheld from another.

    :param given: the ids of the records that were given up or closed
    """
    held = Restriction.objects.in_force(timezone.localdate(at))
    for one in held.filter(volunteer__in=given).order_by("pk"):
        restrict(
            kind=RestrictionKind(one.kind),
            whom=kept,
            because_of=one.because_of,
            until=one.until,
            words=one.words,
            by=one.by,
            at=at,
        )
