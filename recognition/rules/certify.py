from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max

from config.triggers import read_sql
from hours.models import Entry, Evidence
from recognition.certifying.certifiable import Found, certifiable
from recognition.certifying.signing import newest_key, sign, statement_of
from recognition.errors import (
    NothingToCertify,
    NotYourCertificate,
    NotYourOrganization,
    PeriodInOrder,
)
from recognition.models import Certificate, CertificateLine
from recognition.models.certificate import CertificateQuerySet, certificate_number
from recognition.permissions import may_certify
from volunteers.masking import mask_name
from volunteers.models import Account, Organization, Volunteer
from volunteers.permissions import acts_for


@transaction.atomic
def certify(
    *,
    volunteer: Volunteer,
    first: date,
    last: date,
    organization: Organization | None = None,
    by: Account,
    at: datetime,
) -> Certificate:
    """
    Certify the approved, undisputed service between two local dates, both included.

    By one organization, or by each that recorded some. Asked for again while nothing
    has changed it is the same certificate; once it has, a new one takes the place of
    those before it. The person is locked as by every act on their hours.

    :raises NotYourCertificate: if it is neither one's own nor of a child one acts for
    :raises PeriodInOrder: if the last day is before the first
    :raises NothingToCertify: if there is none
    """
    if volunteer.account_id != by.pk and not acts_for(by, volunteer):
        raise NotYourCertificate
    return _certified(volunteer, first, last, organization, by, at)


@transaction.atomic
def certify_for(
    *,
    volunteer: Volunteer,
    first: date,
    last: date,
    organization: Organization,
    by: Account,
    at: datetime,
) -> Certificate:
    """
    The same by the organization, of what it recorded itself (谁记录谁证明).

    :raises NotYourOrganization: if its certificates are not the account's to make
    :raises PeriodInOrder: if the last day is before the first
    :raises NothingToCertify: if there is none
    """
    if not may_certify(by, organization):
        raise NotYourOrganization
    return _certified(volunteer, first, last, organization, by, at)


def _certified(
    volunteer: Volunteer,
    first: date,
    last: date,
    organization: Organization | None,
    by: Account,
    at: datetime,
) -> Certificate:
    if last < first:
        raise PeriodInOrder
    person = Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)
    found = certifiable(
        volunteer=person, first=first, last=last, organization=organization
    )
    if not found.sessions:
        raise NothingToCertify
    before = Certificate.objects.filter(
        volunteer=person,
        organization=organization,
        first_day=first,
        last_day=last,
        superseded_by=None,
    )
    if kept := _unchanged(before, found):
        return kept
    made = _write(
        Certificate(
            volunteer=person,
            organization=organization,
            masked_name=mask_name(person.name),
            first_day=first,
            last_day=last,
            minutes=found.minutes,
            sessions=found.sessions,
            last_entry=_last_entry(person),
            issued_at=at,
            issued_by=by,
        ),
        found,
    )
    before.exclude(pk=made.pk).update(superseded_by=made)
    return made


def _unchanged(before: CertificateQuerySet, found: Found) -> Certificate | None:
    """The one that says this already."""
    for one in before.filter(revoked_at=None).prefetch_related("lines"):
        said = {
            (line.organization_id, line.sessions): line.by_evidence
            for line in one.lines.all()
        }
        now = {
            (line.organization.pk, line.sessions): line.by_evidence
            for line in found.lines
        }
        if said == now:
            return one
    return None


def _last_entry(person: Volunteer) -> int:
    last: int = Entry.objects.filter(volunteer=person).aggregate(last=Max("pk"))["last"]
    return last


def _write(certificate: Certificate, found: Found) -> Certificate:
    """Write it with its lines; it is signed with the number it then has."""
    certificate.number = _next_number(certificate.issued_on)
    certificate.key = newest_key()
    certificate.signature = sign(statement_of(certificate), certificate.key)
    certificate.save()
    CertificateLine.objects.bulk_create(
        CertificateLine(
            certificate=certificate,
            organization=line.organization,
            sessions=line.sessions,
            minutes=line.minutes,
            **{one.value: line.by_evidence.get(one, 0) for one in Evidence},
        )
        for line in found.lines
    )
    return certificate


def _next_number(day: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute(read_sql("recognition/sql/next_serial.sql"), {"day": day})
        (serial,) = cursor.fetchone()
    return certificate_number(day=day, serial=serial)
