"""Stating the papers one has, taking one back, and saying one has seen it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from volunteers.credential_errors import (
    EndsBeforeItBegins,
    HasRunOut,
    NotYoursToConfirm,
    StatedAlready,
    TooManyCredentials,
)
from volunteers.credentials import examined, examines_for
from volunteers.models import Account, Credential, CredentialKind, Volunteer

MOST = 20


@transaction.atomic
def state_credential(
    *,
    volunteer: Volunteer,
    kind: CredentialKind,
    number: str,
    issuer: str,
    valid_from: date,
    valid_until: date | None,
    by: Account,
    at: datetime,
) -> Credential:
    """
    Say that one has the paper; of its number only the last four characters are kept.

    :raises EndsBeforeItBegins: if the days are out of order
    :raises HasRunOut: if its last day is over
    :raises StatedAlready: if the very same is stated
    :raises TooManyCredentials: if there are twenty
    """
    if valid_until and valid_until < valid_from:
        raise EndsBeforeItBegins
    if valid_until and valid_until < timezone.localdate(at):
        raise HasRunOut
    # Everybody who states something of this person waits here.
    Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)
    kept = Credential.objects.kept().filter(volunteer=volunteer)
    ends = "".join(number.split())[-4:]
    if kept.filter(kind=kind, number_ends=ends, valid_from=valid_from).exists():
        raise StatedAlready
    if kept.count() >= MOST:
        raise TooManyCredentials(most=MOST)
    return Credential.objects.create(
        volunteer=volunteer,
        kind=kind,
        number_ends=ends,
        issuer=issuer,
        valid_from=valid_from,
        valid_until=valid_until,
        stated_by=by,
        stated_at=at,
    )


def take_credential_back(*, credential: Credential, at: datetime) -> None:
    """From now on it says nothing any more; again: the same."""
    kept = Credential.objects.kept().filter(pk=credential.pk)
    kept.update(taken_back_at=at)


@transaction.atomic
def confirm_credential(*, credential: Credential, by: Account, at: datetime) -> None:
    """
    Say that one has seen the paper, and that it is as stated; again: the same.

    :raises NotYoursToConfirm: unless by city staff, or by who runs an organization the
        person belongs to, for somebody else
    :raises HasRunOut: if its last day is over
    """
    person = credential.volunteer.goes_on_as
    if not examined(by).filter(pk=person.pk).exists():
        raise NotYoursToConfirm
    if credential.has_run_out(timezone.localdate(at)):
        raise HasRunOut
    kept = Credential.objects.kept().filter(pk=credential.pk, confirmed_at=None)
    kept.update(
        confirmed_by=by,
        confirmed_for=examines_for(by, person),
        confirmed_at=at,
    )
