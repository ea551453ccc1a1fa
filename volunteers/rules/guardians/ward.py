"""A child is registered by the guardian, who acts for it from then on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from config import limits
from policies.reports import number
from volunteers.ages import OF_AGE, age_on
from volunteers.errors import NotAVolunteer, TooManyTries
from volunteers.guardian_errors import (
    GuardianIsMinor,
    RegistersAlone,
    TooManyWards,
    TooYoung,
)
from volunteers.guardians import is_minor
from volunteers.models import Account, Agreement, Appointment, Guardian, Role, Volunteer
from volunteers.rules.guardians.agree import agree
from volunteers.rules.register import Registration, make_volunteer

DAY = 86_400  # seconds
TRIES_A_DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """
    What a guardian says of a child, and in which wording the guardian agrees.

    The child signs in nowhere: what the registration says of a phone, an e-mail or a
    password counts for nothing.
    """

    registration: Registration
    relation: str
    version: str


def register_ward(*, ward: Ward, by: Account, at: datetime) -> Volunteer:
    """
    Register a child from 8 to 13, with the separate consent of the guardian.

    :raises NotAVolunteer: if the guardian is not registered
    :raises GuardianIsMinor: if the guardian is under 18
    :raises TooYoung: under 8
    :raises RegistersAlone: from 14 on
    :raises TooManyTries: after ten tries in a day
    :raises TooManyWards: if the guardian acts for as many as one may
    :raises VisitADesk: if anything of the child is known already
    """
    require_guardian(by, at=at)
    check_age(ward.registration.birth_date, on=timezone.localdate(at))
    # Each try tells whether a document is known: nobody may try many.
    wait = limits.spend(f"wards:{by.pk}", limit=TRIES_A_DAY, seconds=DAY)
    if wait is not None:
        raise TooManyTries(wait=wait)
    with transaction.atomic():
        _check_room(by, at=at)
        child = make_volunteer(registration=ward.registration, account=None, at=at)
        guardian = note_guardian(child, relation=ward.relation, by=by, at=at)
        agree(
            guardian=guardian,
            version=ward.version,
            way=Agreement.Way.ACCOUNT,
            by=by,
            at=at,
        )
        give_charge(child, by=by, at=at)
    return child


def require_guardian(account: Account, *, at: datetime) -> Volunteer:
    """
    The person behind an account that may be somebody's guardian.

    :raises NotAVolunteer: if it is nobody's who is registered
    :raises GuardianIsMinor: under 18
    """
    person = account.as_volunteer
    if person is None or not person.is_registered:
        raise NotAVolunteer
    if is_minor(person, on=timezone.localdate(at)):
        raise GuardianIsMinor(age=OF_AGE)
    return person


def check_age(born: date, *, on: date) -> None:
    """
    Let a guardian register children only: no infants, and nobody who does it alone.

    :raises TooYoung: under 8
    :raises RegistersAlone: from 14 on
    """
    age = age_on(on, born=born)
    least = number("minimum_age_with_guardian", on=on)
    alone = number("minimum_age_to_register", on=on)
    if age < least:
        raise TooYoung(age=least)
    if age >= alone:
        raise RegistersAlone(age=alone)


def _check_room(by: Account, *, at: datetime) -> None:
    """Under the lock of the guardian's own record: two at once are counted."""
    Volunteer.objects.select_for_update(no_key=True).get(account=by)
    today = timezone.localdate(at)
    most = number("wards_of_a_guardian", on=today)
    charges = by.appointments.in_force(today).filter(role=Role.GUARDIAN)
    minors = [one for one in charges.select_related("ward") if _is_minors(one, today)]
    if len(minors) >= most:
        raise TooManyWards(count=len(minors))


def _is_minors(charge: Appointment, on: date) -> bool:
    return charge.ward is not None and is_minor(charge.ward, on=on)


def note_guardian(
    ward: Volunteer, *, relation: str, by: Account, at: datetime
) -> Guardian:
    """The account as the ward's guardian, as it stands now."""
    guardian = Guardian(ward=ward, account=by, relation=relation, named_at=at)
    guardian.name = by.display_name
    if by.phone_sealed:
        guardian.phone = by.phone
    guardian.save()
    return guardian


def give_charge(ward: Volunteer, *, by: Account, at: datetime) -> Appointment:
    """Let the account act for the ward from today on; it ends by the ward's age."""
    charge, _ = Appointment.objects.get_or_create(
        account=by,
        role=Role.GUARDIAN,
        ward=ward,
        ends_on=None,
        defaults={"starts_on": timezone.localdate(at), "appointed_by": by},
    )
    by.appointments_today = None
    return charge
