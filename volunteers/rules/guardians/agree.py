"""A guardian agrees that a minor serves, and takes it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from config import limits
from volunteers.ages import OF_AGE
from volunteers.errors import NoSuchConsent, TooManyTries
from volunteers.guardian_errors import GuardianIsMinor, NameDiffers, NoGuardianNeeded
from volunteers.guardians import is_minor
from volunteers.models import (
    Account,
    Agreement,
    Consent,
    ConsentPurpose,
    ConsentText,
    Guardian,
    Volunteer,
)
from volunteers.sealing import fingerprints

DAY = 86_400  # seconds
NAMES_A_DAY = 10
ON_PAPER = (Agreement.Way.DESK, Agreement.Way.PAPER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who agrees, and for whom: a stranger to the family does not know the name."""

    ward_name: str
    name: str
    relation: str


def agree_by_phone(
    *,
    guardian: Guardian,
    signature: Signature,
    version: str,
    by: Account | None = None,
    at: datetime,
) -> Consent:
    """
    Agree as whoever has proved the guardian's phone; again: the same consent.

    :param by: the account that signs in by this phone; None where only a code proved it
    :raises NameDiffers: if the ward's name is typed otherwise than it is registered
    :raises TooManyTries: after ten other names in a day
    :raises RuleBroken: whatever ``agree`` refuses
    """
    wait = limits.spend(f"ward-name:{guardian.pk}", limit=NAMES_A_DAY, seconds=DAY)
    if wait is not None:
        raise TooManyTries(wait=wait)
    if signature.ward_name != guardian.ward.name:
        raise NameDiffers
    with transaction.atomic():
        consent = agree(
            guardian=guardian,
            version=version,
            way=Agreement.Way.ACCOUNT if by else Agreement.Way.CODE,
            by=by,
            at=at,
        )
        guardian.name, guardian.relation = signature.name, signature.relation
        guardian.save(update_fields=["name", "relation"])
    return consent


@transaction.atomic
def agree(
    *, guardian: Guardian, version: str, way: str, by: Account | None, at: datetime
) -> Consent:
    """
    Agree in the wording that was read; again: the same consent.

    Each guardian agrees for themselves; one is enough.

    :param way: how the guardian is known to be the one who agrees
    :param by: who enters it: the guardian's own account, or whoever sat at the desk
    :raises NoGuardianNeeded: if the ward is 18 by now
    :raises GuardianIsMinor: if the guardian's phone is that of somebody under 18
    :raises NoSuchConsent: if that wording is not the one that holds today
    """
    ward = lock(guardian.ward_id)
    today = timezone.localdate(at)
    if not is_minor(ward, on=today):
        raise NoGuardianNeeded(age=OF_AGE)
    _refuse_minor(guardian, at=at)
    current = ConsentText.objects.current(today).filter(purpose=ConsentPurpose.GUARDIAN)
    if not any(one.version == version for one in current):
        raise NoSuchConsent
    for one in _held(ward).filter(agreement__guardian=guardian):
        if one.wording == version:
            return one
    consent = ward.consents.create(
        purpose=ConsentPurpose.GUARDIAN,
        version=f"paper {version}" if way in ON_PAPER else version,
        given_at=at,
    )
    Agreement.objects.create(consent=consent, guardian=guardian, way=way, by=by)
    return consent


@transaction.atomic
def take_back(*, guardian: Guardian, at: datetime) -> int:
    """
    Take back what was agreed for the ward, and say how many consents that were.

    One guardian's no ends them all: where guardians disagree, a child waits. What was
    served before stays as it is; nothing is logged of what comes after.
    """
    ward = lock(guardian.ward_id)
    return _held(ward).update(withdrawn_at=at)


def lock(pk: int) -> Volunteer:
    """The ward, so that agreeing, taking back and logging hours wait for each other."""
    return Volunteer.objects.select_for_update(no_key=True).get(pk=pk)


def _held(ward: Volunteer) -> QuerySet[Consent]:
    return ward.consents.in_force().filter(purpose=ConsentPurpose.GUARDIAN)


def _refuse_minor(guardian: Guardian, *, at: datetime) -> None:
    """Whoever holds the phone has proved it, so this tells nobody else anything."""
    if not guardian.phone_hash:
        return
    hashes = fingerprints(guardian.phone)
    holders = Volunteer.objects.filter(account__phone_hash__in=hashes)
    if any(is_minor(one, on=timezone.localdate(at)) for one in holders):
        raise GuardianIsMinor(age=OF_AGE)
