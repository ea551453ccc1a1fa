"""What holds of any two records that city staff say something of."""

from city import errors
from hours.errors import ReasonNeeded
from volunteers.models import Account, Volunteer
from volunteers.permissions import is_staff


def check_right(one: Volunteer, other: Volunteer, *, reason: str, by: Account) -> None:
    """
    :raises NotForTheCity: unless by city staff
    :raises ReasonNeeded: if no reason is given
    :raises OneRecord: if both are the same
    :raises OwnRecord: if one of them is the account's own
    """
    if not is_staff(by):
        raise errors.NotForTheCity
    if not reason.strip():
        raise ReasonNeeded
    if one.pk == other.pk:
        raise errors.OneRecord
    if by.pk in (one.account_id, other.account_id):
        raise errors.OwnRecord


def locked(one: Volunteer, other: Volunteer) -> tuple[Volunteer, Volunteer]:
    """Both as they are now; whoever does anything to their time waits."""
    people = (
        Volunteer.objects.filter(pk__in=[one.pk, other.pk])
        .select_for_update(no_key=True)
        .order_by("pk")
        .in_bulk()
    )
    return people[one.pk], people[other.pk]


def check_in_use(one: Volunteer, other: Volunteer) -> None:
    """:raises RecordClosed: if one of them is not in use any more"""
    for record in (one, other):
        if record.status == Volunteer.Status.CLOSED:
            raise errors.RecordClosed(number=record.number)
