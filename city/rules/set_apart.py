"""Two records that seem alike are two people's; said by staff, and taken back."""

from datetime import datetime

from django.db import transaction

from city.models import TwoPeople
from city.rules.pairs import check_in_use, check_right, locked
from volunteers.models import Account, Volunteer


@transaction.atomic
def set_apart(
    *, one: Volunteer, other: Volunteer, reason: str, by: Account, at: datetime
) -> TwoPeople:
    """
    Say that two records are two people's; again: the same, as it was said first.

    They are not offered as likely any more, and not put together, until it is taken
    back.

    :raises NotForTheCity: unless by city staff
    :raises ReasonNeeded: if no reason is given
    :raises OneRecord: if both are the same
    :raises OwnRecord: if one of them is the account's own
    :raises RecordClosed: if one of them is not in use any more
    """
    check_right(one, other, reason=reason, by=by)
    one, other = locked(one, other)
    check_in_use(one, other)
    if said := TwoPeople.objects.in_force().about(one, other).first():
        return said
    older, newer = sorted((one, other), key=lambda record: record.pk)
    return TwoPeople.objects.create(
        one=older, other=newer, reason=reason.strip(), by=by, at=at
    )


@transaction.atomic
def take_back(*, said: TwoPeople, by: Account, at: datetime) -> TwoPeople:
    """
    Let two records be likely again, and be put together; again: the same.

    :raises NotForTheCity: unless by city staff
    :raises OwnRecord: if one of them is the account's own
    """
    check_right(said.one, said.other, reason=said.reason, by=by)
    locked(said.one, said.other)
    said = TwoPeople.objects.get(pk=said.pk)
    if said.is_in_force:
        said.taken_back_by, said.taken_back_at = by, at
        said.save(update_fields=["taken_back_by", "taken_back_at"])
    return said
