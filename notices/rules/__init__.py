"""Every act on what people are told. One verb, one function, one transaction."""

from notices.rules.choose import choice_of, choose
from notices.rules.forget import forget_account, forget_messages, forget_notices
from notices.rules.make_due import make_due
from notices.rules.read import read, read_all
from notices.rules.say import forget_attachments, say
from notices.rules.tell import tell

__all__ = [
    "choice_of",
    "choose",
    "forget_account",
    "forget_attachments",
    "forget_messages",
    "forget_notices",
    "make_due",
    "read",
    "read_all",
    "say",
    "tell",
]
