"""What this room keeps of a person: certificates, stars, what they objected to."""

from collections.abc import Iterator

from recognition.models import Certificate, StarAward, StarReview
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


def _stars(account: Account) -> Iterator[Row]:
    own = StarAward.objects.filter(volunteer__in=records_of(account))
    named = own.select_related("notice", "withheld_for").order_by("found_at", "pk")
    for one in named.iterator(1000):
        yield {
            "level": one.level,
            "of_year": one.of_year,
            "minutes": one.minutes,
            "needed": one.needed,
            "state": one.state,
            "withheld_until": one.withheld_for.until if one.withheld_for else None,
            "found_at": one.found_at,
            "public_until": one.notice.last_day if one.notice else None,
            "held_at": one.held_at,
        }


def _reviews(account: Account) -> Iterator[Row]:
    own = StarReview.objects.filter(award__volunteer__in=records_of(account))
    named = own.select_related("award").order_by("raised_at", "pk")
    for one in named.iterator(1000):
        yield {
            "level": one.award.level,
            "why": one.why,
            "minutes": one.minutes,
            "raised_at": one.raised_at,
            "outcome": one.outcome,
            "answer": one.answer if one.withdrew else "",
            "decided_at": one.decided_at,
        }


def _objections(account: Account) -> Iterator[Row]:
    raised = StarReview.objects.filter(raised_by=account).select_related("award")
    for one in raised.order_by("raised_at", "pk").iterator(1000):
        yield {
            "level": one.award.level,
            "words": one.words,
            "raised_at": one.raised_at,
            "outcome": one.outcome,
            "decided_at": one.decided_at,
        }


_LEVEL = Column("level", "Star", "星级")
_RAISED = Column("raised_at", "Raised at", "提出时间")
_OUTCOME = Column("outcome", "Outcome", "处理结果")
_DECIDED = Column("decided_at", "Decided at", "处理时间")

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
    Part(
        title=Column("stars", "Stars", "星级"),
        columns=(
            _LEVEL,
            Column("of_year", "Of the year", "年度"),
            Column("minutes", "Minutes counted", "计入分钟"),
            Column("needed", "Minutes needed", "所需分钟"),
            Column("state", "State", "状态"),
            Column("withheld_until", "Withheld until", "暂停至"),
            Column("found_at", "Found at", "达到时间"),
            Column("public_until", "On public notice until", "公示截止"),
            Column("held_at", "Awarded at", "认定时间"),
        ),
        rows=_stars,
    ),
    Part(
        title=Column("star_reviews", "Stars looked at again", "星级复核"),
        columns=(
            _LEVEL,
            Column("why", "Why", "原因"),
            Column("minutes", "Minutes then", "当时分钟"),
            _RAISED,
            _OUTCOME,
            Column("answer", "Answer", "答复"),
            _DECIDED,
        ),
        rows=_reviews,
    ),
    Part(
        title=Column("star_objections", "Objections to stars", "对星级的异议"),
        columns=(_LEVEL, Column("words", "Words", "内容"), _RAISED, _OUTCOME, _DECIDED),
        rows=_objections,
    ),
)
