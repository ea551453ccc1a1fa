"""Hours: the sessions, what became of them, and what was asked and decided."""

from collections.abc import Iterator

from django.db.models import Prefetch

from hours.history import in_order
from hours.models import (
    AuditedSession,
    AutomaticDecision,
    Entry,
    Evidence,
    Move,
    Reply,
    Status,
)
from hours.own_data import AT, AT_ONCE, BY_ONESELF, SESSION, own_sessions
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row, records_of


def _sessions(account: Account) -> Iterator[Row]:
    found = own_sessions(account).select_related(
        "volunteer", "organization", "activity", "site", "service_field"
    )
    for one in found.order_by("started_at", "pk").iterator(AT_ONCE):
        yield {
            "id": one.pk,
            "service_date": one.service_date,
            "started_at": one.started_at,
            "ended_at": one.ended_at,
            "break_minutes": one.break_minutes,
            "minutes": one.minutes,
            "organization": one.organization.label,
            "activity": one.activity.label if one.activity else None,
            "site": one.site.label if one.site else None,
            "service_field": one.service_field.label,
            "evidence": Evidence(one.evidence),
            "status": Status(one.status),
            "note": one.note,
            "submitted_at": one.submitted_at,
            "decided_at": one.decided_at,
            "record": one.volunteer.number,
        }


def _history(account: Account) -> Iterator[Row]:
    # By the volunteer too: that is what the ledger's index begins with.
    entries = Entry.objects.filter(volunteer__in=records_of(account))
    entries = entries.select_related("posted_by")
    found = own_sessions(account).select_related("volunteer", "submitted_by")
    found = found.prefetch_related(
        Prefetch("entries", entries),
        Prefetch("moves", Move.objects.select_related("by")),
    )
    for session in found.order_by("started_at", "pk").iterator(AT_ONCE):
        for step in in_order(session, session.entries.all(), session.moves.all()):
            yield {
                "session": session.pk,
                "at": step.at,
                "act": step.act,
                "minutes": step.minutes,
                "by_oneself": step.by.pk == account.pk,
                "reason": step.why,
            }


def _checks(account: Account) -> Iterator[Row]:
    """What the city asked, and what was answered, by whoever answered."""
    asked = AuditedSession.objects.filter(volunteer__account=account)
    for one in asked.order_by("audit", "pk").iterator(AT_ONCE):
        yield {
            "session": one.session_id,
            "at": one.replied_at,
            "by_oneself": one.replied_by_id == account.pk,
            "status": Reply(one.reply),
            "text": one.words,
        }


def _automatic(account: Account) -> Iterator[Row]:
    """What rules made of one's hours, and what they saw."""
    found = AutomaticDecision.objects.filter(volunteer__in=records_of(account))
    for one in found.select_related("switch__rule").order_by("pk").iterator(AT_ONCE):
        yield {
            "session": one.session_id,
            "at": one.decided_at,
            "outcome": AutomaticDecision.Outcome(one.outcome),
            "rule": one.switch.rule.version,
            "evidence": Evidence(one.evidence),
            "minutes": one.minutes,
            **{name: one.facts[name] for name in ("days_outside", "member_since")},
            "chance": one.chance,
            "share": one.share,
        }


PARTS = (
    Part(
        Column("sessions", "Sessions", "服务记录"),
        (
            Column("id", "Session", "时段标识"),
            Column("service_date", "Day of service", "服务日期"),
            Column("started_at", "Began", "开始时间"),
            Column("ended_at", "Ended", "结束时间"),
            Column("break_minutes", "Break, minutes", "扣除分钟"),
            Column("minutes", "Minutes", "分钟"),
            Column("organization", "Organization", "组织"),
            Column("activity", "Activity", "活动"),
            Column("site", "Practice site", "站所"),
            Column("service_field", "Field of service", "服务类别"),
            Column("evidence", "Evidence", "证据等级"),
            Column("status", "State", "状态"),
            Column("note", "Note", "备注"),
            Column("submitted_at", "Sent in", "提交时间"),
            Column("decided_at", "Decided", "审核时间"),
            Column("record", "Volunteer number", "志愿者编号"),
        ),
        _sessions,
    ),
    Part(
        Column("history", "What became of them", "记录经过"),
        (
            SESSION,
            AT,
            Column("act", "What", "操作"),
            Column("minutes", "Minutes posted", "记入分钟"),
            BY_ONESELF,
            Column("reason", "Why", "原因"),
        ),
        _history,
    ),
    Part(
        Column("checks", "Hours the city asked about", "随机抽查"),
        (
            SESSION,
            AT,
            BY_ONESELF,
            Column("status", "State", "状态"),
            Column("text", "Words", "内容"),
        ),
        _checks,
    ),
    Part(
        Column("automatic", "What rules decided", "规则作出的审核"),
        (
            SESSION,
            AT,
            Column("outcome", "What", "结果"),
            Column("rule", "Rule", "规则"),
            Column("evidence", "Evidence", "证据等级"),
            Column("minutes", "Minutes", "分钟"),
            Column("days_outside", "Days outside the activity's", "超出活动日期天数"),
            Column("member_since", "Member since", "加入日期"),
            Column("chance", "Chance, 0 to 99", "抽签数（0 至 99）"),
            Column("share", "A person looks below", "低于此数由人审核"),
        ),
        _automatic,
    ),
)
