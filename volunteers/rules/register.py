from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from config.constraints import broken_constraint
from config.triggers import read_sql
from policies.reports import number
from volunteers.ages import age_on
from volunteers.consent_texts import FIRST_VERSION
from volunteers.errors import (
    GuardianNeeded,
    NumbersUsedUp,
    RegisteredAlready,
    VisitADesk,
)
from volunteers.identifiers import volunteer_number
from volunteers.models import (
    Account,
    ClosedRecord,
    Consent,
    District,
    Site,
    Volunteer,
)
from volunteers.models.consent import NECESSARY
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.pinyin import initials
from volunteers.rules.restrict import hand_on
from volunteers.rules.verify import check_number
from volunteers.sealing import fingerprints

# The first wording people agreed to; a changed wording is a new version.
CONSENT_PURPOSE = NECESSARY.value
CONSENT_VERSION = FIRST_VERSION

LAST_SERIAL = 999_999  # a volunteer number has room for six digits

# All say that the person, or what the account signs in by, is on record.
KNOWN_ALREADY = {
    "document_registers_one_volunteer",
    "document_registers_one_volunteer_by_next_key",
    "volunteers_account_phone_hash_key",
    "phone_signs_in_one_account_by_next_key",
    "email_signs_in_one_account",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """
    What is said of somebody, well-formed: forms have looked at each field.

    ``document_number`` is folded, ``phone`` is +86… or empty; ``birth_date`` is the
    one in a resident identity number where there is one. ``password`` is hashed
    already, or empty. ``consents`` are versions by purpose.
    """

    name: str
    document_type: str
    document_number: str
    birth_date: date
    district: District
    home_site: Site | None = None
    phone: str = ""
    email: str = ""
    password: str = ""
    consents: dict[str, str]


def refuse_children(*, born: date, at: datetime) -> None:
    """
    Let nobody register alone who is too young for it.

    :raises GuardianNeeded: under 14, for a guardian registers such a child
    """
    today = timezone.localdate(at)
    least = number("minimum_age_to_register", on=today)
    if age_on(today, born=born) < least:
        raise GuardianNeeded(age=least)


def register(*, registration: Registration, at: datetime) -> Volunteer:
    """
    Make a person a volunteer who signs in by the phone or e-mail they have proved.

    :raises GuardianNeeded: under 14, for a guardian registers such a child
    :raises RegisteredAlready: if this very person signs in by this phone or e-mail
    :raises VisitADesk: if anything else of it is already known
    """
    refuse_children(born=registration.birth_date, at=at)
    _refuse_known_login(registration)
    with _conflicts_end_at_a_desk(), transaction.atomic():
        account = _open_account(registration)
        return make_volunteer(registration=registration, account=account, at=at)


def make_volunteer(
    *, registration: Registration, account: Account | None, at: datetime
) -> Volunteer:
    """
    A volunteer from what is said of the person (志愿服务条例 art. 7).

    :param account: what the person signs in with; None where an office acts for them
    :raises VisitADesk: if the document is known, or the same name with the same birth
        date and phone: never a second record of somebody
    """
    if is_known(registration):
        raise VisitADesk
    with _conflicts_end_at_a_desk(), transaction.atomic():
        volunteer = _new_volunteer(registration, account, at)
        volunteer.save()
        if volunteer.counts_from:
            hand_on(given=_closed_before(volunteer), kept=volunteer, at=at)
        Consent.objects.bulk_create(
            Consent(volunteer=volunteer, purpose=purpose, version=version, given_at=at)
            for purpose, version in registration.consents.items()
        )
        check_number(volunteer=volunteer, at=at)
    return volunteer


def _new_volunteer(
    registration: Registration, account: Account | None, at: datetime
) -> Volunteer:
    volunteer = Volunteer(
        number=next_number(district=registration.district, at=at),
        account=account,
        name=registration.name,
        initials=initials(registration.name),
        document_type=registration.document_type,
        birth_date=registration.birth_date,
        district=registration.district,
        home_site=registration.home_site,
        registered_at=at,
    )
    volunteer.document_number = registration.document_number
    if _closed_before(volunteer):
        volunteer.counts_from = at
    if registration.phone:
        volunteer.phone = registration.phone
    return volunteer


def _closed_before(volunteer: Volunteer) -> list[int]:
    """The records with the same document that were closed, as far as is kept."""
    closed = ClosedRecord.objects.filter(
        volunteer__isnull=False,
        document_type=volunteer.document_type,
        document_hash__in=fingerprints(volunteer.document_number),
    )
    return list(closed.values_list("volunteer", flat=True))


@contextmanager
def _conflicts_end_at_a_desk() -> Iterator[None]:
    """Two that register the same at the same moment: one of them meets a clerk."""
    try:
        yield
    except IntegrityError as error:
        if broken_constraint(error) in KNOWN_ALREADY:
            raise VisitADesk from error
        raise


def is_known(registration: Registration) -> bool:
    """Whether a volunteer has the document, or is that name, birth date and phone."""
    return known_people(registration).exists()


def known_people(registration: Registration) -> VolunteerQuerySet:
    """The volunteers who may be this very person."""
    known = Volunteer.objects.filter(
        document_type=registration.document_type,
        document_hash__in=fingerprints(registration.document_number),
    )
    if registration.phone:
        known |= Volunteer.objects.filter(
            phone_hash__in=fingerprints(registration.phone),
            name=registration.name,
            birth_date=registration.birth_date,
        )
    return known


def _refuse_known_login(registration: Registration) -> None:
    """
    Say to its own holder only that an account exists, to others the usual sentence.

    Whoever has proved the phone or e-mail could sign in by it, so this tells the
    person nothing that signing in would not; any difference ends at a desk.
    """
    login = registration.phone or registration.email
    try:
        account = Account.objects.get_by_natural_key(login)
    except Account.DoesNotExist:
        return
    person = account.as_volunteer
    if (
        person is not None
        and account.is_active
        and person.document_type == registration.document_type
        and person.document_number == registration.document_number
        and person.name == registration.name
    ):
        raise RegisteredAlready
    raise VisitADesk


def _open_account(registration: Registration) -> Account:
    account = Account(language="", email=registration.email or None)
    if registration.phone:
        account.phone = registration.phone
    account.password = registration.password
    account.save()
    return account


def next_number(*, district: District, at: datetime) -> str:
    """A volunteer number nobody has had, of the district and the local month."""
    month = number_month(at)
    serial = next_serials(area=district.code, month=month, count=1)
    return volunteer_number(area=district.code, month=month, serial=serial)


def number_month(at: datetime) -> str:
    """The local month in volunteer numbers: 2003 for March 2020."""
    return f"{timezone.localdate(at):%y%m}"


def next_serials(*, area: str, month: str, count: int) -> int:
    """
    The first of so many serials in a row, which nobody else is given.

    :raises NumbersUsedUp: if there are not so many left in the area's month
    """
    with connection.cursor() as cursor:
        cursor.execute(
            read_sql("volunteers/sql/next_serial.sql"),
            {"area": area, "month": month, "count": count},
        )
        last = int(cursor.fetchone()[0])
    if last > LAST_SERIAL:
        raise NumbersUsedUp(area=area)
    return last - count + 1
