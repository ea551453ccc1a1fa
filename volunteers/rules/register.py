from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from config.constraints import broken_constraint
from config.triggers import read_sql
from policies.reports import number
from volunteers.ages import age_on
from volunteers.errors import GuardianNeeded, NumbersUsedUp, VisitADesk
from volunteers.identifiers import volunteer_number
from volunteers.models import Account, Consent, District, Site, Volunteer
from volunteers.pinyin import initials

# The wording people agree to; a changed wording is a new version (PIPL art. 14).
CONSENT_PURPOSE = "registration"
CONSENT_VERSION = "2026-11"

LAST_SERIAL = 999_999  # a volunteer number has room for six digits

# Both say that the person, or the phone, is on record.
KNOWN_ALREADY = {
    "document_registers_one_volunteer",
    "volunteers_account_phone_hash_key",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """
    What somebody says of themselves, well-formed: forms have looked at each field.

    ``document_number`` is folded, ``phone`` is +86…; ``birth_date`` is the one in
    a resident identity number where there is one.
    """

    name: str
    phone: str
    document_type: str
    document_number: str
    birth_date: date
    district: District
    home_site: Site | None
    password: str


def register(*, registration: Registration, at: datetime) -> Volunteer:
    """
    Make a person a registered volunteer who signs in by phone (志愿服务条例 art. 7).

    :raises GuardianNeeded: under 14, for a guardian registers such a child
    :raises VisitADesk: if the document or the phone is already known
    """
    today = timezone.localdate(at)
    least = number("minimum_age_to_register", on=today)
    if age_on(today, born=registration.birth_date) < least:
        raise GuardianNeeded(age=least)
    try:
        return _register(registration, at)
    except IntegrityError as error:
        if broken_constraint(error) in KNOWN_ALREADY:
            raise VisitADesk from error
        raise


@transaction.atomic
def _register(registration: Registration, at: datetime) -> Volunteer:
    account = Account(language="")
    account.phone = registration.phone
    account.set_password(registration.password)
    account.save()
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
    volunteer.phone = registration.phone
    volunteer.save()
    Consent.objects.create(
        volunteer=volunteer,
        purpose=CONSENT_PURPOSE,
        version=CONSENT_VERSION,
        given_at=at,
    )
    return volunteer


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
