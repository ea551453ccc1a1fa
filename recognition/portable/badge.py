"""
A certificate as an Open Badge 3.0: a verifiable credential of the holder's own.

Signed as a JWT (section 8.2 of the specification), so that a wallet or a school's
program verifies it with our published keys, and asks the status list whether it was
revoked since. It carries the whole name, as the paper does.
"""

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone

from config.address import address_of, whole
from config.durations import decimal_hours
from recognition.models import Certificate
from recognition.portable.issuer import BADGES, CREDENTIALS, issuer
from recognition.portable.jose import signed
from recognition.portable.status import place_of

HOURS = "#hours"


def as_badge(certificate: Certificate) -> str:
    """The signed credential; signed with the key that signed the paper."""
    return signed(_credential(certificate), certificate.key)


def _credential(certificate: Certificate) -> dict[str, Any]:
    link = address_of("recognition:verify", certificate.code)
    by = issuer()
    issued = certificate.issued_at
    return {
        "@context": [CREDENTIALS, BADGES],
        "id": link,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": settings.CERTIFICATE_TITLE,
        "issuer": by,
        "validFrom": _moment(issued),
        "credentialSubject": _subject(certificate),
        "credentialStatus": place_of(certificate),
        "evidence": [
            {"id": link, "type": ["Evidence"], "name": certificate.number},
        ],
        "iss": by["id"],
        "jti": link,
        "nbf": int(issued.timestamp()),
    }


def _subject(certificate: Certificate) -> dict[str, Any]:
    person = certificate.volunteer
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            _identity("name", person.name),
            _identity("systemId", person.number),
        ],
        "activityStartDate": _moment(_midnight(certificate.first_day)),
        "activityEndDate": _moment(_midnight(certificate.last_day)),
        "achievement": _achievement(certificate),
        "result": [
            {
                "type": ["Result"],
                "resultDescription": address_of("recognition:issuer") + HOURS,
                "value": decimal_hours(certificate.minutes),
            }
        ],
    }


def _identity(kind: str, said: str) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "identityType": kind,
        "hashed": False,
        "identityHash": said,
    }


def _achievement(certificate: Certificate) -> dict[str, Any]:
    said = {
        "id": address_of("recognition:issuer") + "#service",
        "type": ["Achievement"],
        "achievementType": "CommunityService",
        "name": settings.CERTIFICATE_TITLE,
        "description": settings.CERTIFICATE_TITLE_EN,
        "criteria": {
            "narrative": "时长由组织记录、核实并批准。Hours were recorded by the"
            " organization, checked and approved."
        },
        "resultDescription": [
            {
                "id": address_of("recognition:issuer") + HOURS,
                "type": ["ResultDescription"],
                "name": "小时 Hours",
                "resultType": "ext:ServiceHours",
            }
        ],
    }
    if recorder := certificate.organization:
        link = whole(f"/organizations/{recorder.pk}/")
        said["creator"] = {"id": link, "type": ["Profile"], "name": recorder.name}
    return said


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")
