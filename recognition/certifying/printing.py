"""A certificate as PDF/A-3, with its signed statement as a file within."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.address import address_of
from config.durations import decimal_hours
from config.typesetting import code_on_paper, typeset
from recognition.certifying.signing import signed_text
from recognition.models import Certificate
from volunteers.masking import mask_document

TEMPLATE = Path(__file__).with_name("certificate.typ")

DIGITS = "〇一二三四五六七八九"


def as_pdf(certificate: Certificate) -> bytes:
    """The certificate on paper; the same bytes whenever it is printed."""
    return typeset(TEMPLATE, _said(certificate), at=certificate.issued_at)


def _said(certificate: Certificate) -> dict[str, Any]:
    """All that the template sets, in the words of both languages."""
    with translation.override("zh-hans"):
        said = _in_chinese(certificate)
    with translation.override("en"):
        said |= _in_english(certificate)
    signed = signed_text(certificate)
    link = address_of("recognition:verify", certificate.code)
    return said | {
        "title": settings.CERTIFICATE_TITLE,
        "title_en": settings.CERTIFICATE_TITLE_EN,
        "name": certificate.volunteer.name,
        "hours": decimal_hours(certificate.minutes),
        "link": link,
        "link_code": code_on_paper(link),
        "signed": signed,
        "signed_code": code_on_paper(f"{address_of('recognition:offline')}#{signed}"),
    }


def _in_chinese(certificate: Certificate) -> dict[str, Any]:
    issuer = certificate.organization
    person = certificate.volunteer
    document = (
        f"{person.get_document_type_display()} {mask_document(person.document_last4)}"
    )
    return {
        "issuer": issuer.name if issuer else _("Harbor Hours"),
        "issued": _spelled(certificate.issued_on),
        "words_before": _words_before(certificate),
        "words_after": "小时。特此证明。",
        "person": f"志愿者编号 {person.number}　{document}",
        "evidence": _evidence(certificate),
        "heads": ["记录单位 Recorded by", "次数 Sessions", "小时 Hours"],
        "lines": [] if issuer else _lines(certificate),
        "number": f"编号 {certificate.number}",
        "free": "扫码核验，不收任何费用 · Scan to verify, free of charge",
        "signed_alt": "不联网核验 · Verify without network",
        "seal": "盖章处",
    }


def _words_before(certificate: Certificate) -> str:
    period = f"于{_day(certificate.first_day)}至{_day(certificate.last_day)}"
    if certificate.organization:
        served = f"参加本单位组织的志愿服务 {certificate.sessions} 次"
    else:
        served = f"参加志愿服务 {certificate.sessions} 次"
    return f"{period}，{served}，经记录的服务时长为"


def _in_english(certificate: Certificate) -> dict[str, Any]:
    words = ngettext(
        "%(hours)s hours of volunteer service in %(n)s session, from %(first)s to"
        " %(last)s, as recorded by the organizers.",
        "%(hours)s hours of volunteer service in %(n)s sessions, from %(first)s to"
        " %(last)s, as recorded by the organizers.",
        certificate.sessions,
    )
    return {
        "words_en": words
        % {
            "hours": decimal_hours(certificate.minutes),
            "n": certificate.sessions,
            "first": date_format(certificate.first_day, "j F Y"),
            "last": date_format(certificate.last_day, "j F Y"),
        }
    }


def _lines(certificate: Certificate) -> list[list[str]]:
    return [
        [line.organization.name, f"{line.sessions}", decimal_hours(line.minutes)]
        for line in certificate.lines.all()
    ]


def _evidence(certificate: Certificate) -> str:
    """The hours of each grade of evidence, those that are there."""
    by_grade = certificate.by_evidence
    told = (f"{one.label} {decimal_hours(n)}" for one, n in by_grade.items())
    return "证据等级 " + "　".join(told)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _spelled(day: date) -> str:
    """The date as it stands under a seal: 二〇二六年七月八日."""
    year = "".join(DIGITS[int(digit)] for digit in f"{day.year}")
    return f"{year}年{_number(day.month)}月{_number(day.day)}日"


def _number(n: int) -> str:
    """1 to 31 in words."""
    tens, ones = divmod(n, 10)
    ten = ("", "十", "二十", "三十")[tens]
    return ten + (DIGITS[ones] if ones else "")
