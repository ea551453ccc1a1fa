"""
What takes messages to people: the mail server, and the gateway of SMS.

A gateway says that it took a message by returning, and that it surely did not by
``NotTaken``. Whatever else it raises leaves unknown whether the message arrives.
"""

from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from config import sms
from notices.models import Delivery
from notices.sending.wording import Worded

LASTING = 500  # from this reply on a mail server means no, and not "later"


class NotTaken(Exception):
    """
    The message surely does not arrive.

    :param why: in a word that names nobody
    :param again: whether to try again later
    :param is_away: whether it takes nothing from anybody at the moment
    """

    def __init__(self, why: str, *, again: bool, is_away: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.again = again
        self.is_away = is_away


class Gateway(Protocol):
    """Takes one message after the other."""

    def take(self, message: Worded) -> None:
        """:raises NotTaken: if it surely does not arrive"""

    def close(self) -> None: ...


class Mail:
    """The mail server that ``EMAIL_URL`` names; one connection for many messages."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._is_open = False

    def take(self, message: Worded) -> None:
        self._open()
        mail = EmailMessage(
            subject=message.subject,
            body=message.text,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[message.to],
            connection=self._connection,
            headers={"Auto-Submitted": "auto-generated"},
        )
        try:
            mail.send()
        except SMTPRecipientsRefused as refused:
            self.close()
            codes = [code for code, _words in refused.recipients.values()]
            raise _refused(max(codes, default=LASTING)) from None
        except SMTPResponseException as refused:
            self.close()
            raise _refused(refused.smtp_code) from None
        except Exception:
            self.close()  # the next message begins anew
            raise

    def _open(self) -> None:
        """Nothing has been said of any message yet: what fails here took nothing."""
        if self._is_open:
            return
        try:
            self._connection.open()
        except Exception as error:
            why = type(error).__name__
            raise NotTaken(why, again=True, is_away=True) from None
        self._is_open = True

    def close(self) -> None:
        self._connection.close()
        self._is_open = False


def _refused(code: int) -> NotTaken:
    return NotTaken(f"reply {code}", again=code < LASTING)


class Phone:
    """The gateway of SMS that ``SMS_BACKEND`` names."""

    def take(self, message: Worded) -> None:
        try:
            sms.send(to=message.to, text=message.text)
        except sms.Unanswered:
            raise
        except sms.NotDelivered:
            raise NotTaken("refused", again=True) from None

    def close(self) -> None:
        """Each message is a request of its own."""


def gateway(channel: str) -> Gateway:
    """Who takes the messages of a channel."""
    return Mail() if channel == Delivery.Channel.EMAIL else Phone()
