"""What this room keeps of an account: what it was told."""

from collections.abc import Iterator

from notices.models import Delivery, Notice, Wanted
from notices.rules import choice_of
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row


def _notices(account: Account) -> Iterator[Row]:
    for one in Notice.objects.of(account).order_by("pk").iterator():
        yield {
            "event": one.event,
            "subject": one.subject,
            "at": one.at,
            "read_at": one.read_at,
        }


def _choice(account: Account) -> Iterator[Row]:
    chosen = choice_of(account)
    yield {"email": Wanted(chosen.email), "sms": Wanted(chosen.sms)}


def _messages(account: Account) -> Iterator[Row]:
    sent = Delivery.objects.filter(recipient=account)
    for one in sent.order_by("pk").iterator():
        yield {
            "channel": Delivery.Channel(one.channel),
            "at": one.due_at,
            "status": Delivery.State(one.state),
        }


AT = Column("at", "When", "时间")

PARTS = (
    Part(
        Column("notices", "What I was told", "给我的通知"),
        (
            Column("event", "Of what", "事项"),
            Column("subject", "About", "关于"),
            AT,
            Column("read_at", "Read", "阅读时间"),
        ),
        _notices,
    ),
    Part(
        Column("notice_choice", "How I am told", "通知方式"),
        (Column("email", "E-mail", "邮件"), Column("sms", "SMS", "短信")),
        _choice,
        single=True,
    ),
    Part(
        Column("messages", "Messages to me", "发给我的消息"),
        (
            Column("channel", "By", "方式"),
            AT,
            Column("status", "State", "状态"),
        ),
        _messages,
    ),
)
