from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from config.constraints import broken_constraint
from volunteers.models import Account, Appointment, Organization, Site
from volunteers.office_errors import (
    AppointsOneself,
    DaysInThePast,
    DaysReversed,
    HoldsItAlready,
    MayNotAppoint,
)
from volunteers.offices import may_appoint
from volunteers.rules.serving import require_active


@transaction.atomic
def appoint(
    *,
    account: Account,
    role: str,
    organization: Organization | None = None,
    site: Site | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Account | None,
    at: datetime,
) -> Appointment:
    """
    Give an account a role, on local dates that are both included.

    :param starts_on: today, unless it says otherwise
    :param ends_on: never, unless it says otherwise
    :param by: None where the program does it, as when a city is built
    :raises MayNotAppoint: if that office is not for ``by`` to give
    :raises AppointsOneself: if it were one's own
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises DaysInThePast, DaysReversed: if it began before today, or ended before
    :raises HoldsItAlready: if the account holds it on one of these days
    :raises IntegrityError: if the role does not go with the scope given
    """
    today = timezone.localdate(at)
    if by is not None:
        if not may_appoint(by, role, organization=organization, site=site):
            raise MayNotAppoint
        if by.pk == account.pk:
            raise AppointsOneself
    if organization:
        require_active(organization)
    return insert(
        Appointment(
            account=account,
            role=role,
            organization=organization,
            site=site,
            starts_on=starts_on or today,
            ends_on=ends_on,
            appointed_by=by,
        ),
        today=today,
    )


def insert(office: Appointment, *, today: date) -> Appointment:
    """
    :raises DaysInThePast, DaysReversed: if it began before today, or ended before
    :raises HoldsItAlready: if the account holds it on one of these days
    """
    if office.starts_on < today:
        raise DaysInThePast
    if office.ends_on and office.ends_on < office.starts_on:
        raise DaysReversed
    try:
        with transaction.atomic():
            office.save(force_insert=True)
    except IntegrityError as error:
        # Two who appoint at the same moment wait for each other here.
        if broken_constraint(error) in (
            "account_is_appointed_once",
            "deputy_stands_in_once",
        ):
            raise HoldsItAlready from None
        raise
    return office


def give_office(
    *,
    account: Account,
    role: str,
    organization: Organization | None = None,
    site: Site | None = None,
    by: Account | None,
    at: datetime,
) -> Appointment:
    """The same whatever the organization's state: its founders hold theirs early."""
    appointment, _ = Appointment.objects.get_or_create(
        account=account,
        role=role,
        organization=organization,
        site=site,
        deputy_of=None,
        ends_on=None,
        defaults={"starts_on": timezone.localdate(at), "appointed_by": by},
    )
    return appointment
