"""
Messages to phones, by the way that ``SMS_BACKEND`` names.

Whoever sends one calls ``send``. A backend is a function ``deliver(*, to, text)``
that raises ``NotDelivered`` where the message surely does not arrive, ``Unanswered``
where nobody knows; none of them writes a whole number, or the text of a message,
to a log.
"""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken

BACKENDS = {
    "console": "config.sms.console.deliver",
    "file": "config.sms.file.deliver",
    "http": "config.sms.http.deliver",
    "memory": "config.sms.memory.deliver",
}


class NotDelivered(RuleBroken):
    code = "message_not_delivered"
    status = 503
    sentence = _(
        "The message could not be sent just now. Please try again in a few minutes."
    )


class Unanswered(NotDelivered):
    """The gateway said nothing to rely on: the message may arrive, or not."""


class Deliver(Protocol):
    """Hands a message to whoever brings it to the phone."""

    def __call__(self, *, to: str, text: str) -> None: ...


def send(*, to: str, text: str) -> None:
    """
    Send ``text`` to a phone, with the city's signature before it.

    :param to: the number as +86…
    :raises NotDelivered: if the gateway refuses it, or cannot be reached
    :raises Unanswered: if nobody knows whether it arrives
    """
    name = settings.SMS_BACKEND
    deliver: Deliver = import_string(BACKENDS.get(name, name))
    deliver(to=to, text=f"【{settings.SMS_SIGNATURE}】{text}")


def shortened(number: str) -> str:
    """138****1234: enough to find a message again, too little to learn a number."""
    national = number.removeprefix("+86")
    return f"{national[:3]}****{national[-4:]}"
