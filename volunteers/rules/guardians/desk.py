"""A guardian agrees at a desk, on paper, the documents in hand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.ages import OF_AGE
from volunteers.errors import NotAnOfficial
from volunteers.guardian_errors import NoGuardianNeeded, OwnPhone
from volunteers.guardians import is_minor
from volunteers.models import Account, Agreement, Consent, Guardian, Volunteer
from volunteers.rules.guardians.agree import agree, lock
from volunteers.scopes import attended, is_official


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The guardian who stands beside a minor, and in which wording they have signed."""

    name: str
    relation: str
    phone: str = ""
    version: str


def agree_at_desk(
    *, ward: Volunteer, guardian: Beside, by: Account, at: datetime
) -> Consent:
    """
    Note that a guardian has signed for somebody under 18; again: the same consent.

    :raises NotAnOfficial: unless by a clerk who attends to the person, or city staff
    :raises NoGuardianNeeded: from 18 on
    :raises OwnPhone: if the phone is that of the young person who signs in by it
    """
    if not is_official(by) or not attended(by).filter(pk=ward.pk).exists():
        raise NotAnOfficial
    return sign(ward=ward, guardian=guardian, by=by, at=at)


@transaction.atomic
def sign(*, ward: Volunteer, guardian: Beside, by: Account, at: datetime) -> Consent:
    """
    The same for whoever has looked whether the account may.

    :raises NoGuardianNeeded: from 18 on
    :raises OwnPhone: if the phone is that of the young person who signs in by it
    """
    ward = lock(ward.pk)
    if not is_minor(ward, on=timezone.localdate(at)):
        raise NoGuardianNeeded(age=OF_AGE)
    if guardian.phone and ward.account and ward.account.phone == guardian.phone:
        raise OwnPhone
    kept = _known(ward, guardian) or Guardian(ward=ward, named_at=at)
    kept.name, kept.relation = guardian.name, guardian.relation
    if guardian.phone and not kept.phone_hash:
        kept.phone = guardian.phone
    kept.save()
    return agree(
        guardian=kept, version=guardian.version, way=Agreement.Way.DESK, by=by, at=at
    )


def _known(ward: Volunteer, guardian: Beside) -> Guardian | None:
    if guardian.phone:
        return ward.guardians.reached_at(guardian.phone).first()
    return ward.guardians.filter(name=guardian.name, phone_hash=None).first()
