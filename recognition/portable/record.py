"""
A certificate and the sessions behind it as JSON, in the fields of the national system.

What that system calls a thing (来源, 状态) stands in its own words, so that it can be
entered there: see docs/certificates.md.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from config.address import address_of
from config.durations import decimal_hours
from hours.models import Entry, Evidence, Objection, Session, Status
from hours.models.queries import SessionQuerySet
from recognition.certifying.signing import signed_text
from recognition.models import Certificate


def as_record(certificate: Certificate) -> dict[str, Any]:
    """All that it says, with a record for each session, and our signature."""
    issuer = certificate.organization
    person = certificate.volunteer
    return {
        "certificate": {
            "number": certificate.number,
            "link": address_of("recognition:verify", certificate.code),
            "issuer": issuer.name if issuer else None,
            "first_day": certificate.first_day,
            "last_day": certificate.last_day,
            "issued_on": certificate.issued_on,
            "sessions": certificate.sessions,
            "minutes": certificate.minutes,
            "hours": decimal_hours(certificate.minutes),
            "minutes_by_evidence": certificate.by_evidence,
        },
        "volunteer": {"number": person.number, "name": person.name},
        "records": [_record(one, certificate) for one in behind(certificate)],
        "signed": signed_text(certificate),
    }


def behind(certificate: Certificate) -> SessionQuerySet:
    """
    The sessions of a certificate that is good, in their order.

    Those that were approved when it was made, and that nobody had objected to then.
    """
    posted = Entry.objects.filter(
        volunteer=certificate.volunteer_id,
        session=OuterRef("pk"),
        round=OuterRef("round"),
        kind=Entry.Kind.APPROVE,
        pk__lte=certificate.last_entry,
    )
    disputed = Objection.objects.filter(
        Q(answered_at=None) | Q(answered_at__gt=certificate.issued_at),
        session=OuterRef("pk"),
        raised_at__lte=certificate.issued_at,
    )
    found = Session.objects.filter(
        Exists(posted),
        ~Exists(disputed),
        volunteer=certificate.volunteer_id,
        service_date__range=(certificate.first_day, certificate.last_day),
        status=Status.APPROVED,
    )
    if certificate.organization_id:
        found = found.filter(organization=certificate.organization_id)
    named = found.select_related("organization", "activity", "service_field")
    return named.order_by("started_at", "pk")


def _record(session: Session, certificate: Certificate) -> dict[str, Any]:
    return {
        "volunteer_number": certificate.volunteer.number,
        "team": session.organization.name,
        "project": session.activity.title if session.activity else None,
        "service_category": session.service_field.code,
        "started_at": timezone.localtime(session.started_at),
        "ended_at": session.ended_at and timezone.localtime(session.ended_at),
        "break_minutes": session.break_minutes,
        "minutes": session.minutes,
        "hours": decimal_hours(session.minutes),
        "remark": session.note,
        "source": _source(session, certificate),
        "status": "已生效",
    }


def _source(session: Session, certificate: Certificate) -> str:
    if session.evidence == Evidence.TIMED:
        return "签到"
    by_person = session.submitted_by_id == certificate.volunteer.account_id
    return "个人申请" if by_person else "团体录入"
