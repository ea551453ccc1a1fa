"""Who was named by a phone that is their own account's acts for the child."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.ages import OF_AGE
from volunteers.errors import VisitADesk
from volunteers.guardian_errors import NoGuardianNeeded, NotYourWard
from volunteers.guardians import is_minor
from volunteers.models import Account, Appointment, Guardian
from volunteers.rules.guardians.agree import lock
from volunteers.rules.guardians.ward import give_charge, require_guardian


@transaction.atomic
def take_on(*, guardian: Guardian, by: Account, at: datetime) -> Appointment:
    """
    Act from now on for a child that an office registered with one's phone.

    :raises NotAVolunteer: if the guardian is not registered
    :raises GuardianIsMinor: if the guardian is under 18
    :raises NotYourWard: unless the phone named is the one the account signs in by
    :raises NoGuardianNeeded: if the ward is 18 by now
    :raises VisitADesk: if another account answers to that phone for this ward
    """
    require_guardian(by, at=at)
    if not by.phone or guardian.phone != by.phone:
        raise NotYourWard
    ward = lock(guardian.ward_id)
    if not is_minor(ward, on=timezone.localdate(at)):
        raise NoGuardianNeeded(age=OF_AGE)
    kept = Guardian.objects.get(pk=guardian.pk)
    if kept.account_id not in (None, by.pk):
        raise VisitADesk
    if kept.account_id is None:
        kept.account, kept.name = by, by.display_name
        kept.save(update_fields=["account", "name"])
    return give_charge(ward, by=by, at=at)
