"""Words: what was said about hours, by whom and with which files."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from hours.models import Objection, Session
from hours.own_data import AT, AT_ONCE, BY_ONESELF, SESSION, own_sessions
from notices.models import Attachment, Message
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row


def _words(account: Account) -> Iterator[Row]:
    about = own_sessions(account).order_by().values("pk")
    said = Message.objects.filter(about__in=about)
    for one in said.order_by("about", "said_at", "id").iterator(AT_ONCE):
        yield {
            "session": one.about,
            "at": one.said_at,
            "by_oneself": one.author_id == account.pk,
            "text": one.text,
        }


def _words_to_others(account: Account) -> Iterator[Row]:
    """What was said in threads on other people's sessions, without whose they are."""
    if not account.appointments.exists():  # nobody else speaks there
        return
    said = Message.objects.filter(author=account)
    others = said.exclude(about__in=own_sessions(account).order_by().values("pk"))
    for one in others.order_by("said_at", "id").iterator(AT_ONCE):
        yield {"session": one.about, "at": one.said_at, "text": one.text}


def _sent(account: Account) -> QuerySet[Attachment]:
    """What came with words about the account's hours, or was sent by it to others."""
    said = Q(message__about__in=own_sessions(account).order_by().values("pk"))
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


PARTS = (
    Part(
        Column("words", "Questions and answers", "问答"),
        (SESSION, AT, BY_ONESELF, Column("text", "Words", "内容")),
        _words,
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
)
