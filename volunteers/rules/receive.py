from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from policies.reports import number
from volunteers.ages import OF_AGE, age_on
from volunteers.errors import (
    KnownElsewhere,
    KnownHere,
    MayNotRegister,
    TogetherWithGuardian,
    VisitADesk,
)
from volunteers.guardian_errors import TooYoung
from volunteers.guardians import is_minor
from volunteers.models import (
    Account,
    Identity,
    IdentityCheck,
    Organization,
    Reception,
    Site,
    Volunteer,
    Way,
)
from volunteers.rules.guardians.desk import Beside, sign
from volunteers.rules.join import join
from volunteers.rules.register import Registration, known_people, make_volunteer
from volunteers.scopes import attended, is_official, receives_at, receives_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """
    Somebody at the desk of an organization or of a site, with the document in hand.

    ``phone_is`` says whose the registration's phone is, if there is one; ``consented``
    how they agreed, on paper or aloud. ``guardian`` is beside them where they are
    under 18, and has signed.
    """

    registration: Registration
    organization: Organization | None = None
    site: Site | None = None
    phone_is: str = ""
    consented: str
    guardian: Beside | None = None


def receive(*, visit: Visit, by: Account, at: datetime) -> Volunteer:
    """
    Register somebody who has come in person and signs in nowhere (条例 art. 7).

    An organization's people are its members at once. An official's look at the
    document verifies who they are; an organization's is no such look.

    :raises MayNotRegister: if the account registers nobody there
    :raises TogetherWithGuardian: under 18, where no guardian is beside them
    :raises TooYoung: under 8
    :raises KnownHere: if the account attends to the person already; has the number
    :raises KnownElsewhere: if the person is known, but to others
    """
    _check_right(visit, by)
    _check_age(visit, on=timezone.localdate(at))
    try:
        with transaction.atomic():
            return _receive(visit, by=by, at=at)
    except VisitADesk:
        raise _known_where(visit.registration, by) from None


def _check_age(visit: Visit, *, on: date) -> None:
    age = age_on(on, born=visit.registration.birth_date)
    least = number("minimum_age_with_guardian", on=on)
    if age < least:
        raise TooYoung(age=least)
    if age < OF_AGE and visit.guardian is None:
        raise TogetherWithGuardian(age=OF_AGE)


def _receive(visit: Visit, *, by: Account, at: datetime) -> Volunteer:
    volunteer = make_volunteer(registration=visit.registration, account=None, at=at)
    Reception.objects.create(
        volunteer=volunteer,
        organization=visit.organization,
        site=visit.site,
        phone_is=visit.phone_is,
        consented=visit.consented,
        by=by,
        at=at,
    )
    if visit.guardian and is_minor(volunteer, on=timezone.localdate(at)):
        sign(ward=volunteer, guardian=visit.guardian, by=by, at=at)
    if visit.organization:
        join(
            volunteer=volunteer,
            organization=visit.organization,
            at=at,
            way=Way.DESK,
            by=by,
        )
    elif is_official(by):
        IdentityCheck.objects.create(
            volunteer=volunteer, state=Identity.SEEN, by=by, at=at
        )
    return volunteer


def _check_right(visit: Visit, by: Account) -> None:
    if visit.organization and receives_for(by, visit.organization):
        return
    if visit.site and receives_at(by, visit.site):
        return
    raise MayNotRegister


def _known_where(registration: Registration, by: Account) -> VisitADesk:
    known = known_people(registration).values("pk")
    found = attended(by).filter(pk__in=known).first()
    return KnownHere(number=found.number) if found else KnownElsewhere()
