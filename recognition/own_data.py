"""What this room keeps of a person: the certificates made for them."""

from collections.abc import Iterator

from recognition.models import Certificate
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row, records_of


def _certificates(account: Account) -> Iterator[Row]:
    own = Certificate.objects.filter(volunteer__in=records_of(account))
    for one in own.select_related("organization").order_by("pk").iterator(1000):
        yield {
            "number": one.number,
            "first_day": one.first_day,
            "last_day": one.last_day,
            "minutes": one.minutes,
            "sessions": one.sessions,
            "organization": one.organization.label if one.organization else None,
            "issued_at": one.issued_at,
            "verdict": one.verdict,
            "revoked_at": one.revoked_at,
        }


PARTS = (
    Part(
        title=Column("certificates", "Certificates", "时长证明"),
        columns=(
            Column("number", "Number", "编号"),
            Column("first_day", "From", "起始日期"),
            Column("last_day", "To", "截止日期"),
            Column("minutes", "Minutes", "分钟"),
            Column("sessions", "Sessions", "次数"),
            Column("organization", "Recorded by", "记录单位"),
            Column("issued_at", "Issued at", "出具时间"),
            Column("verdict", "State", "状态"),
            Column("revoked_at", "Revoked at", "撤销时间"),
        ),
        rows=_certificates,
    ),
)
