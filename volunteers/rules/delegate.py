from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from volunteers.models import Account, Appointment
from volunteers.office_errors import AppointsOneself, AwayTooLong, MayNotDelegate
from volunteers.rules.appoint import insert

LONGEST = 92  # days, both ends included: a summer


@transaction.atomic
def delegate(
    *,
    appointment: Appointment,
    deputy: Account,
    starts_on: date,
    ends_on: date,
    by: Account,
    at: datetime,
) -> Appointment:
    """
    Let somebody hold one's office while one is away, on local dates both included.

    The deputy does what one may oneself, but gives no office to others and decides
    neither their own hours nor one's own. It ends by itself, and with one's own.

    :raises MayNotDelegate: if it is not one's own office, has no deputies, or is over
    :raises AppointsOneself: if one named oneself
    :raises AwayTooLong: if it is for more than a season, or for longer than one's own
    :raises DaysInThePast, DaysReversed: if it began before today, or ended before
    :raises HoldsItAlready: if the deputy stands in for it on one of these days
    """
    today = timezone.localdate(at)
    # What ends meanwhile is waited for.
    own = Appointment.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=appointment.pk
    )
    is_over = own.ended_at or (own.ends_on and own.ends_on < today)
    if own.account_id != by.pk or not own.is_delegable or is_over:
        raise MayNotDelegate
    if deputy.pk == by.pk:
        raise AppointsOneself
    is_longer = own.ends_on is not None and ends_on > own.ends_on
    if is_longer or ends_on > starts_on + timedelta(days=LONGEST - 1):
        raise AwayTooLong(days=LONGEST)
    return insert(
        Appointment(
            account=deputy,
            role=own.role,
            organization_id=own.organization_id,
            site_id=own.site_id,
            starts_on=max(starts_on, own.starts_on),
            ends_on=ends_on,
            appointed_by=by,
            deputy_of=own,
        ),
        today=today,
    )
