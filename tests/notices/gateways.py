"""Mail servers and gateways as they come: refusing, hanging up, dying half-way."""

import os
import signal
import sys
from smtplib import SMTPDataError, SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Taking

from config.sms import NotDelivered, Unanswered, memory


class Away(BaseEmailBackend):
    """Nobody answers at the port."""

    def open(self):
        raise ConnectionRefusedError

    def send_messages(self, messages):
        raise AssertionError("nothing was opened")


class Busy(Taking):
    """Greylisting: try again later."""

    def send_messages(self, messages):
        raise SMTPDataError(451, b"zhou.apo@example.org: later")


class Unwilling(Taking):
    """There is no such mailbox."""

    def send_messages(self, messages):
        raise SMTPDataError(550, b"zhou.apo@example.org: no")


class HangsUp(Taking):
    """Took it, perhaps, and said nothing."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SMTPServerDisconnected("zhou.apo@example.org?")


class Killed(Taking):
    """The sender dies between handing over and hearing of it."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SystemExit


def refuses(*, to, text):
    raise NotDelivered


def says_nothing(*, to, text):
    memory.deliver(to=to, text=text)
    raise Unanswered


class Killing(BaseEmailBackend):
    """The whole process is killed while it hands a message over."""

    def open(self):
        return True

    def close(self):
        """There is nothing to close."""

    def send_messages(self, messages):
        sys.stdout.write("handed over\n")
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)
