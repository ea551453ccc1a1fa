from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.errors import ConsentIsNecessary, NoSuchConsent
from volunteers.guardian_errors import GuardiansToGive
from volunteers.models import Consent, ConsentPurpose, ConsentText, Volunteer
from volunteers.models.consent import NECESSARY


@transaction.atomic
def give_consent(
    *, volunteer: Volunteer, purpose: str, version: str, at: datetime
) -> Consent:
    """
    Agree to one purpose in the wording that was read; again: the same.

    :raises GuardiansToGive: for what a guardian agrees to
    :raises NoSuchConsent: if that wording is not the one that holds today
    """
    _leave_to_guardians(purpose)
    volunteer = Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)
    current = ConsentText.objects.current(timezone.localdate(at))
    if not any((one.purpose, one.version) == (purpose, version) for one in current):
        raise NoSuchConsent
    given = volunteer.consents.in_force().filter(purpose=purpose)
    for one in given:
        if one.wording == version:
            return one
    return volunteer.consents.create(purpose=purpose, version=version, given_at=at)


@transaction.atomic
def withdraw_consent(*, volunteer: Volunteer, purpose: str, at: datetime) -> None:
    """
    Take back what was agreed to for the purpose, in every wording (PIPL art. 15).

    :raises GuardiansToGive: for what a guardian agrees to
    :raises ConsentIsNecessary: for registration itself, which ends with the account
    """
    _leave_to_guardians(purpose)
    if purpose == NECESSARY:
        raise ConsentIsNecessary
    volunteer.consents.in_force().filter(purpose=purpose).update(withdrawn_at=at)


def _leave_to_guardians(purpose: str) -> None:
    if purpose == ConsentPurpose.GUARDIAN:
        raise GuardiansToGive
