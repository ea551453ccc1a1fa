"""A young person names the phone of a parent or guardian, who is asked to agree."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config import limits, sms
from volunteers.ages import OF_AGE
from volunteers.errors import TooManyTries
from volunteers.guardian_errors import NoGuardianNeeded, OwnPhone
from volunteers.guardians import is_minor
from volunteers.models import Guardian, Volunteer
from volunteers.rules.guardians.agree import lock
from volunteers.sealing import fingerprint, fingerprints

DAY = 86_400  # seconds
NAMED_A_DAY = 5  # by one young person
TOLD_A_DAY = 3  # to one phone, by anybody


def name_guardian(
    *, volunteer: Volunteer, phone: str, request: HttpRequest, at: datetime
) -> Guardian:
    """
    Keep the phone (+86…), and send it a message without a word of whom it is about.

    A phone named before by the same person makes way, unless its holder has agreed.

    :raises NoGuardianNeeded: from 18 on
    :raises OwnPhone: if it is the young person's own
    :raises TooManyTries: after five in a day, or three messages to one phone
    :raises config.sms.NotDelivered: if the message cannot be sent
    """
    if not is_minor(volunteer, on=timezone.localdate(at)):
        raise NoGuardianNeeded(age=OF_AGE)
    if phone in _own_phones(volunteer):
        raise OwnPhone
    _spend(f"guardian-named:{volunteer.pk}", NAMED_A_DAY)
    _spend(f"guardian-told:{fingerprint(phone).hex()[:40]}", TOLD_A_DAY)
    guardian = _keep(volunteer, phone, at=at)
    sms.send(to=phone, text=_words(request.build_absolute_uri(_page())))
    return guardian


@transaction.atomic
def _keep(volunteer: Volunteer, phone: str, *, at: datetime) -> Guardian:
    ward = lock(volunteer.pk)
    named = ward.guardians.filter(account=None)
    named.filter(agreements=None).exclude(phone_hash__in=fingerprints(phone)).delete()
    if (known := ward.guardians.reached_at(phone).first()) is not None:
        return known
    guardian = Guardian(ward=ward, named_at=at)
    guardian.phone = phone
    guardian.save()
    return guardian


def _words(link: str) -> str:
    return _(
        "You were named as parent or guardian of a young volunteer, and are asked to"
        " agree: %(link)s. If this means nothing to you, please ignore it."
    ) % {"link": link}


def _page() -> str:
    return reverse("volunteers:guardian")


def _own_phones(volunteer: Volunteer) -> list[str]:
    account = volunteer.account
    return [volunteer.phone, account.phone if account else ""]


def _spend(subject: str, limit: int) -> None:
    wait = limits.spend(subject, limit=limit, seconds=DAY)
    if wait is not None:
        raise TooManyTries(wait=wait)
