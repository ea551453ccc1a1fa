"""A record that an office keeps becomes the person's own, by the person alone."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from config import limits
from config.constraints import broken_constraint
from policies.reports import number
from volunteers.ages import OF_AGE, age_on
from volunteers.claim_errors import LoginTaken, SignsInLater
from volunteers.codes import has_just_come, send_code
from volunteers.errors import TogetherWithGuardian, TooManyTries, VisitADesk
from volunteers.guardians import awaits, is_minor
from volunteers.models import (
    Account,
    Consent,
    Purpose,
    Reception,
    Takeover,
    Volunteer,
)
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.offers import Offer, offered, withdraw
from volunteers.rules.change_login import PHONE, TAKEN
from volunteers.rules.guardians.agree import lock
from volunteers.rules.register import Registration
from volunteers.rules.sign_in import account_at
from volunteers.rules.verify import verify_on_sight
from volunteers.scopes import attended, is_official
from volunteers.sealing import fingerprint, fingerprints
from volunteers.signals import record_taken_over

DAY = 86_400  # seconds
CLAIMS_A_DAY = 5  # with one phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """
    Who says that a record is theirs, well-formed; ``phone`` (+86…) is proved.

    ``password`` is hashed already, or empty; ``consents`` are versions by purpose.
    """

    name: str
    document_type: str
    document_number: str
    birth_date: date
    phone: str
    password: str = ""
    consents: dict[str, str]


def send_claim_code(*, phone: str, request: HttpRequest, at: datetime) -> None:
    """
    Send a code to whoever wants to take over their record.

    Where the phone signs in already, a message says that instead: whoever asked sees
    no difference. A code that a desk has just sent there serves as well.

    :raises TooManyTries: as ``codes.send_code``
    """
    if offered(phone) and has_just_come(to=phone, purpose=Purpose.CLAIM, at=at):
        return
    known = account_at(phone)
    send_code(
        to=phone,
        purpose=Purpose.CLAIM,
        request=request,
        at=at,
        language=known.language if known else "",
        instead=_signs_in(request) if known else "",
    )


def claim(*, claimant: Claimant, at: datetime) -> Account:
    """
    Let the person sign in by the phone kept with their record; again: the same.

    The same by a phone they have given at a desk a moment ago.

    :raises TooManyTries: after five tries with a phone in a day
    :raises SignsInLater: under 14
    :raises TogetherWithGuardian: under 18, where no guardian has agreed, or one acts
    :raises VisitADesk: if name, document, birth date and phone are not those of one
        record that nobody signs in to, or the phone is a relative's
    """
    told = fingerprint(claimant.phone).hex()[:40]
    wait = limits.spend(f"claims:{told}", limit=CLAIMS_A_DAY, seconds=DAY)
    if wait is not None:
        raise TooManyTries(wait=wait)
    at_desk = offered(claimant.phone)
    with transaction.atomic():
        person = _locked(_records(claimant, at_desk))
        if person is None:
            raise VisitADesk
        account = person.account or _take_over(person, claimant, at_desk, at=at)
    withdraw(claimant.phone)
    return account


def claim_by_registering(
    *, registration: Registration, at: datetime
) -> Volunteer | None:
    """
    The same for who registers, not knowing that an office has done it before.

    None where there is no such record, or it is not to be had alone: then registering
    leads to a desk as ever.
    """
    if not registration.phone:
        return None
    claimant = Claimant(
        name=registration.name,
        document_type=registration.document_type,
        document_number=registration.document_number,
        birth_date=registration.birth_date,
        phone=registration.phone,
        password=registration.password,
        consents=registration.consents,
    )
    person = _locked(_records(claimant).filter(account=None))
    if person is None:
        return None
    try:
        _take_over(person, claimant, at=at)
    except (SignsInLater, TogetherWithGuardian, LoginTaken):
        return None
    return person


def _locked(records: VolunteerQuerySet) -> Volunteer | None:
    """The first of them, as it is once everybody else is done with it."""
    person = records.first()
    if person is None:
        return None
    lock(person.pk)
    return records.filter(pk=person.pk).first()


def _records(claimant: Claimant, at_desk: Offer | None = None) -> VolunteerQuerySet:
    """Their record, as far as all that was said is on it, the phone as their own."""
    phone = fingerprints(claimant.phone)
    given_there = Q(pk=at_desk.person) if at_desk else Q(pk=None)
    found = Volunteer.objects.registered().filter(
        Q(phone_hash__in=phone) | given_there,
        document_type=claimant.document_type,
        document_hash__in=fingerprints(claimant.document_number),
        name=claimant.name,
        birth_date=claimant.birth_date,
    )
    theirs = found.filter(account=None) | found.filter(
        account__phone_hash__in=phone, account__is_active=True
    )
    relatives = Reception.objects.filter(phone_is=Reception.PhoneIs.RELATIVE)
    relatives = relatives.exclude(given_there)
    return theirs.exclude(account=None, pk__in=relatives.values("pk"))


def _take_over(
    person: Volunteer,
    claimant: Claimant,
    at_desk: Offer | None = None,
    *,
    at: datetime,
) -> Account:
    today = timezone.localdate(at)
    refuse_too_young(person, on=today)
    if is_minor(person, on=today):
        acted_for = person.guardianships.in_force(today).exists()
        if acted_for or awaits(person, on=today):
            raise TogetherWithGuardian(age=OF_AGE)
        if person.guardians.reached_at(claimant.phone).exists():
            raise VisitADesk
    is_offered = at_desk is not None and at_desk.person == person.pk
    by = Account.objects.get(pk=at_desk.by) if at_desk and is_offered else None
    account = open_account(
        person,
        to=claimant.phone,
        password=claimant.password,
        consents=claimant.consents,
        by=by,
        at=at,
    )
    if by:
        seen_by(by, person, at=at)
    return account


def seen_by(by: Account, person: Volunteer, *, at: datetime) -> None:
    """Who lets somebody sign in has seen the document: of an official, that counts."""
    if is_official(by) and attended(by).filter(pk=person.pk).exists():
        verify_on_sight(volunteer=person, matches=True, by=by, at=at)


def refuse_too_young(person: Volunteer, *, on: date) -> None:
    """:raises SignsInLater: under 14, by the age on the local date"""
    least = number("minimum_age_to_register", on=on)
    if age_on(on, born=person.birth_date) < least:
        raise SignsInLater(age=least)


def signs_in_by(person: Volunteer, to: str) -> bool:
    """Whether the person's account is that of the phone or e-mail."""
    known = account_at(to)
    return known is not None and known.pk == person.account_id


def open_account(
    person: Volunteer,
    *,
    to: str,
    consents: Mapping[str, str],
    password: str = "",
    by: Account | None = None,
    at: datetime,
) -> Account:
    """
    Open the account of somebody whose record is locked, by what they have proved.

    What they agree to now takes the place of what was agreed on paper or for them.
    The office that kept the record is told of it, and so is the person.

    :param by: who sits beside them, None where they are alone

    :raises LoginTaken: if somebody else signs in by it
    """
    account = Account(language="", email=to if "@" in to else None)
    if "@" not in to:
        account.phone = person.phone = to
    account.password = password
    if not password:
        account.set_unusable_password()
    with _taken_by_nobody(), transaction.atomic():
        account.save()
    person.account = account
    person.save(update_fields=["account", *PHONE])
    earlier = person.consents.in_force().filter(purpose__in=consents)
    earlier.update(withdrawn_at=at)
    Consent.objects.bulk_create(
        Consent(volunteer=person, purpose=purpose, version=version, given_at=at)
        for purpose, version in consents.items()
    )
    _note(person, by=by, at=at)
    return account


def _note(person: Volunteer, *, by: Account | None, at: datetime) -> None:
    reception = Reception.objects.filter(volunteer=person).first()
    organization = reception.organization_id if reception else None
    site = reception.site_id if reception else person.home_site_id
    takeover = Takeover.objects.create(
        volunteer=person, organization_id=organization, site_id=site, by=by, at=at
    )
    record_taken_over.send(sender=Takeover, takeover=takeover)


@contextmanager
def _taken_by_nobody() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        if broken_constraint(error) in TAKEN:
            raise LoginTaken from error
        raise


def _signs_in(request: HttpRequest) -> str:
    return _(
        "You can sign in with this number already, at %(site)s. If you did not ask for"
        " this, you need do nothing."
    ) % {"site": request.build_absolute_uri("/login/")}
