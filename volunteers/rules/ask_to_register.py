from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from volunteers.codes import send_code
from volunteers.errors import NoSuchRegistration
from volunteers.models import District, PendingRegistration, Purpose, Site
from volunteers.rules.register import Registration, refuse_children

KEPT = timedelta(minutes=30)


def ask_to_register(
    *, registration: Registration, request: HttpRequest, at: datetime
) -> PendingRegistration:
    """
    Keep what is said for half an hour, and send a code to its phone or e-mail.

    Nothing is looked up here: whatever is known of the person, the phone or the
    document, the answer is the same until the phone is proved.

    :raises GuardianNeeded: under 14, for a guardian registers such a child
    :raises TooManyTries: if the phone has just been sent a code, or too many today
    """
    refuse_children(born=registration.birth_date, at=at)
    send_code(
        to=contact(registration), purpose=Purpose.REGISTER, request=request, at=at
    )
    pending = PendingRegistration(asked_at=at, expires_at=at + KEPT)
    pending.said = packed(registration)
    pending.save(force_insert=True)
    return pending


def amend_registration(
    *,
    pending: PendingRegistration,
    registration: Registration,
    request: HttpRequest,
    at: datetime,
) -> None:
    """
    Put what is said now in place of what was said; another phone gets another code.

    :raises GuardianNeeded: under 14, for a guardian registers such a child
    :raises NoSuchRegistration: if it has been used or is too old
    :raises TooManyTries: if the phone has just been sent a code, or too many today
    """
    refuse_children(born=registration.birth_date, at=at)
    to = contact(registration)
    if to != contact(registration_of(pending)):
        send_code(to=to, purpose=Purpose.REGISTER, request=request, at=at)
    with transaction.atomic():
        alive = PendingRegistration.objects.alive(at).filter(pk=pending.pk)
        if (found := alive.select_for_update().first()) is None:
            raise NoSuchRegistration
        found.said = packed(registration)
        found.expires_at = at + KEPT
        found.save(update_fields=["said_sealed", "expires_at"])


def send_again(
    *, pending: PendingRegistration, request: HttpRequest, at: datetime
) -> None:
    """
    Send another code; the earlier one holds beside it until its time is over.

    :raises TooManyTries: within a minute of the last one
    """
    to = contact(registration_of(pending))
    send_code(to=to, purpose=Purpose.REGISTER, request=request, at=at)


def registration_of(pending: PendingRegistration) -> Registration:
    """What was said, as it was sent."""
    return unpacked(pending.said)


def contact(registration: Registration) -> str:
    """The phone, or in its place the e-mail, that has to be proved."""
    return registration.phone or registration.email


def forget_old(*, at: datetime) -> None:
    """Delete the registrations that nobody can finish any more."""
    PendingRegistration.objects.filter(expires_at__lte=at).delete()


def packed(registration: Registration) -> dict[str, Any]:
    """The registration as plain values."""
    site = registration.home_site
    return {
        **{
            name: value
            for name, value in asdict(registration).items()
            if name not in ("district", "home_site")
        },
        "birth_date": registration.birth_date.isoformat(),
        "district": registration.district.code,
        "home_site": site.code if site else None,
    }


def unpacked(said: dict[str, Any]) -> Registration:
    """The registration that ``packed`` was given."""
    site = said["home_site"]
    return Registration(
        **said
        | {
            "birth_date": date.fromisoformat(said["birth_date"]),
            "district": District.objects.get(pk=said["district"]),
            "home_site": Site.objects.get(code=site) if site else None,
        }
    )
