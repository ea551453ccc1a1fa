from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from volunteers.models import Account, Appointment, Organization, Role
from volunteers.office_errors import (
    DaysInThePast,
    LastAdministrator,
    MayNotAppoint,
    OfficeOver,
    OnlyShorter,
)
from volunteers.offices import may_end


@transaction.atomic
def end_office(
    *,
    appointment: Appointment,
    by: Account,
    at: datetime,
    last_day: date | None = None,
) -> Appointment:
    """
    Let an office end early, and with it whatever deputies stand in for it.

    :param last_day: the last local date on which it holds; None: it ends at once
    :raises MayNotAppoint: if it is not for ``by`` to end
    :raises OfficeOver: if it has ended
    :raises DaysInThePast: if the last day is over, or before the first
    :raises OnlyShorter: if it ends before that by itself
    :raises LastAdministrator: if nobody would run one's organization any more
    """
    if not may_end(by, appointment):
        raise MayNotAppoint
    if appointment.organization_id:
        # Two administrators who leave at the same moment wait for each other here.
        Organization.objects.select_for_update(no_key=True).get(
            pk=appointment.organization_id
        )
    today = timezone.localdate(at)
    held = Appointment.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=appointment.pk
    )
    if held.ended_at or (held.ends_on and held.ends_on < today):
        raise OfficeOver
    if last_day is not None:
        _check_days(held, last_day, today)
    if held.account_id == by.pk:
        first_without = last_day + timedelta(days=1) if last_day else today
        _check_others(held, first_without)
    held.ended_by = by
    if last_day is None:
        held.ended_at = at
        last_day = max(today, held.starts_on)
        if held.ends_on:
            last_day = min(last_day, held.ends_on)
    held.ends_on = last_day
    held.save(update_fields=["ended_by", "ended_at", "ends_on"])
    return held


def _check_days(held: Appointment, last_day: date, today: date) -> None:
    if last_day < max(today, held.starts_on):
        raise DaysInThePast
    if held.ends_on and held.ends_on < last_day:
        raise OnlyShorter


def _check_others(held: Appointment, day: date) -> None:
    """
    :raises LastAdministrator: if from the day on nobody else would run it
    """
    if held.role != Role.ADMIN or held.deputy_of_id:
        return
    others = Appointment.objects.in_their_own_right().filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        organization=held.organization_id,
        role=Role.ADMIN,
        starts_on__lte=day,
        ended_at__isnull=True,
        account__is_active=True,
    )
    if not others.exclude(account=held.account_id).exists():
        raise LastAdministrator
