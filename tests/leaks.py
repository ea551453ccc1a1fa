"""Whole numbers and passwords of people: in no line of what is logged."""

import logging
import logging.config
import re

import pytest
from django.conf import settings

# However they came in: bounded, for ids are digits too.
DOCUMENT = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
PASSPORT = re.compile(r"(?<![0-9A-Za-z])E\d{8}(?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![0-9A-Za-z.])(?:\+?86)?1[3-9]\d{9}(?![0-9A-Za-z])")
# With which people sign in, in the tests.
PASSWORDS = re.compile("harbour-at-dawn|see-you-at-the-harbor|sea-breeze-2026")


def leaks(text: str, *also: re.Pattern[str]) -> list[str]:
    """Whole documents and mobile numbers in the text, each with its line."""
    looked_for = (DOCUMENT, MOBILE, *also)
    return [
        line[:120]
        for line in text.splitlines()
        if any(one.search(line) for one in looked_for)
    ]


class Listener(logging.Handler):
    """
    Looks through every line of the log as it comes, and keeps only what leaks.

    Twice: as the program writes it, with tracebacks, and the message before its
    numbers are masked, for that is a second net only.
    """

    def __init__(self) -> None:
        super().__init__()
        configured = logging.config.DictConfigurator(settings.LOGGING)
        line = dict(settings.LOGGING["formatters"]["line"])
        self.setFormatter(configured.configure_formatter(line))
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        for text in (self.format(record), record.getMessage()):
            for line in leaks(text, PASSPORT, PASSWORDS):
                self.found.append(f"{record.name}: {line}")

    def take(self) -> list[str]:
        """What was found since the last time."""
        taken, self.found = self.found, []
        return taken


# Loggers that hand nothing on to the root are listened to by themselves.
LOGGERS = (logging.getLogger(), logging.getLogger("django.server"))


@pytest.fixture(autouse=True, scope="session")
def listener():
    """Hears all that is logged in this process, from the first test to the last."""
    listener = Listener()
    yield listener
    for logger in LOGGERS:
        logger.removeHandler(listener)
    assert listener.take() == []


@pytest.fixture(autouse=True)
def nothing_personal_is_logged(listener):
    """No test, whatever it is about, leaves a number or a password in the log."""
    for logger in LOGGERS:  # a test may have set logging up anew
        logger.addHandler(listener)
    yield
    assert listener.take() == []
