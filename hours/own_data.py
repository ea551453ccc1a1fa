"""What this room keeps of a person: hours, what became of them, files brought."""

from collections.abc import Iterator

from django.db.models import Prefetch, Q, QuerySet

from config.models import Job
from hours.history import in_order
from hours.models import (
    AuditedSession,
    AutomaticDecision,
    Entry,
    Evidence,
    Import,
    Move,
    Objection,
    Reply,
    SavedView,
    Session,
    Status,
)
from hours.models.queries import SessionQuerySet
from notices.models import Attachment, Message
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row, records_of

AT_ONCE = 1000  # rows read from the database


def _own(account: Account) -> SessionQuerySet:
    """Of every record of the person: also of one that was given up."""
    return Session.objects.filter(volunteer__in=records_of(account))


def _sessions(account: Account) -> Iterator[Row]:
    found = _own(account).select_related(
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
    found = _own(account).select_related("volunteer", "submitted_by")
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


def _words(account: Account) -> Iterator[Row]:
    said = Message.objects.filter(about__in=_own(account).order_by().values("pk"))
    for one in said.order_by("about", "said_at", "id").iterator(AT_ONCE):
        yield {
            "session": one.about,
            "at": one.said_at,
            "by_oneself": one.author_id == account.pk,
            "text": one.text,
        }


def _sent(account: Account) -> QuerySet[Attachment]:
    """What came with words about the account's hours, or was sent by it to others."""
    said = Q(message__about__in=_own(account).order_by().values("pk"))
    if account.appointments.exists():  # nobody else speaks about others' hours
        said |= Q(message__author=account)
    found = Attachment.objects.filter(said).select_related("message")
    return found.order_by("added_at", "pk")


def _attachments(account: Account) -> Iterator[Row]:
    for one in _sent(account).iterator(AT_ONCE):
        yield {
            "session": one.message.about,
            "at": one.added_at,
            "by_oneself": one.message.author_id == account.pk,
            "name": one.name,
            "size": one.size,
            "file": _path(one),
        }


def _attached(account: Account) -> Iterator[tuple[str, bytes]]:
    for one in _sent(account).select_related("content").iterator(10):
        yield _path(one), bytes(one.content.content)


def _path(attachment: Attachment) -> str:
    """Where it stands in the archive; two of one name stand apart."""
    return f"files/{attachment.pk}/{attachment.name}"


def _words_to_others(account: Account) -> Iterator[Row]:
    """What was said in threads on other people's sessions, without whose they are."""
    if not account.appointments.exists():  # nobody else speaks there
        return
    said = Message.objects.filter(author=account)
    others = said.exclude(about__in=_own(account).order_by().values("pk"))
    for one in others.order_by("said_at", "id").iterator(AT_ONCE):
        yield {"session": one.about, "at": one.said_at, "text": one.text}


def _objections(account: Account) -> Iterator[Row]:
    """What one said of sessions, and what others said of one's own, but not who."""
    about_mine = Q(volunteer__account=account)
    found = Objection.objects.filter(about_mine | Q(raised_by=account))
    for one in found.order_by("raised_at", "pk").iterator(AT_ONCE):
        mine = one.raised_by_id == account.pk
        yield {
            "session": one.session_id,
            "at": one.raised_at,
            "by_oneself": mine,
            "kind": Objection.Kind(one.kind),
            "text": one.words if mine or not one.is_confidential else None,
            "started_at": one.started_at,
            "ended_at": one.ended_at,
            "break_minutes": one.break_minutes,
            "status": Objection.State(one.state),
            "answer": one.answer,
            "decided_at": one.answered_at,
        }


def _answers(account: Account) -> Iterator[Row]:
    """The answers one gave, without whose hours they are about."""
    given = Objection.objects.filter(answered_by=account).exclude(answer="")
    for one in given.order_by("answered_at", "pk").iterator(AT_ONCE):
        yield {"session": one.session_id, "at": one.answered_at, "text": one.answer}


def _reasons(account: Account) -> Iterator[Row]:
    """The reasons given for decisions that hold, without whose hours they are about."""
    decided = Session.objects.filter(decided_by=account).exclude(reason="")
    for one in decided.order_by("-decided_at").iterator(AT_ONCE):
        yield {"session": one.pk, "at": one.decided_at, "text": one.reason}


def _views(account: Account) -> Iterator[Row]:
    """The filters one keeps at desks."""
    kept = SavedView.objects.filter(account=account).select_related("organization")
    for one in kept.order_by("organization", "name"):
        office = one.organization
        yield {
            "name": one.name,
            "organization": office.label if office else "",
            "query": one.query,
        }


def _files(account: Account) -> Iterator[Row]:
    brought = Import.objects.filter(
        Q(staged_by=account) | Q(loaded_by=account) | Q(undone_by=account)
    )
    for one in brought.select_related("organization").order_by("staged_at", "pk"):
        yield {
            "name": one.name,
            "organization": one.organization.label,
            "status": Import.State(one.state),
            "rows": one.rows,
            "added": one.added,
            "at": one.staged_at,
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


def _jobs(account: Account) -> Iterator[Row]:
    for one in Job.objects.of(account).order_by("created_at", "pk"):
        yield {"kind": one.kind, "at": one.created_at, "finished_at": one.finished_at}


SESSION = Column("session", "Session", "时段标识")
BY_ONESELF = Column("by_oneself", "By yourself", "本人操作")
AT = Column("at", "When", "时间")

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
        Column("words", "Questions and answers", "问答"),
        (SESSION, AT, BY_ONESELF, Column("text", "Words", "内容")),
        _words,
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
    Part(
        Column("words_to_others", "What I said to others", "我对他人说的话"),
        (SESSION, AT, Column("text", "Words", "内容")),
        _words_to_others,
    ),
    Part(
        Column("attachments", "Pictures and documents", "图片和文件"),
        (
            SESSION,
            AT,
            BY_ONESELF,
            Column("name", "File", "文件"),
            Column("size", "Bytes", "字节"),
            Column("file", "In this archive", "在本压缩包中"),
        ),
        _attachments,
        files=_attached,
    ),
    Part(
        Column("objections", "Objections", "异议"),
        (
            SESSION,
            AT,
            BY_ONESELF,
            Column("kind", "What", "类型"),
            Column("text", "Words", "内容"),
            Column("started_at", "Right would be, from", "应为开始时间"),
            Column("ended_at", "To", "应为结束时间"),
            Column("break_minutes", "Break, minutes", "扣除分钟"),
            Column("status", "State", "状态"),
            Column("answer", "The answer", "答复"),
            Column("decided_at", "Answered", "答复时间"),
        ),
        _objections,
    ),
    Part(
        Column("answers_given", "Answers I gave", "我给出的答复"),
        (SESSION, AT, Column("text", "Words", "内容")),
        _answers,
    ),
    Part(
        Column("reasons_given", "Reasons I gave", "我给出的原因"),
        (SESSION, AT, Column("text", "Words", "内容")),
        _reasons,
    ),
    Part(
        Column("files_of_sessions", "Files of sessions", "导入的服务文件"),
        (
            Column("name", "File", "文件"),
            Column("organization", "Organization", "组织"),
            Column("status", "State", "状态"),
            Column("rows", "Rows", "行数"),
            Column("added", "Added", "新增"),
            AT,
        ),
        _files,
    ),
    Part(
        Column("saved_views", "Saved filters", "保存的筛选"),
        (
            Column("name", "Name", "名称"),
            Column("organization", "Organization", "组织"),
            Column("query", "What is filtered", "筛选条件"),
        ),
        _views,
    ),
    Part(
        Column("jobs", "Long acts in the background", "后台任务"),
        (
            Column("kind", "What", "类型"),
            AT,
            Column("finished_at", "Done", "完成时间"),
        ),
        _jobs,
    ),
)
