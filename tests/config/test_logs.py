"""What looks like a personal number is masked in every line of the log."""

import logging
import logging.config
from io import StringIO

import pytest
from django.conf import settings

from config.logs import mask_numbers

DOCUMENT = "320706199003070013"
PHONE = "13812345678"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"id {DOCUMENT}.", f"id {'*' * 18}."),
        ("id=32070619900307001X&", f"id={'*' * 18}&"),
        ("of E12345678, EA1234567", f"of {'*' * 9}, {'*' * 9}"),
        (f"to {PHONE}", "to 138****5678"),
        (f"to +86{PHONE},", "to +86138****5678,"),
        ("'+86 13812345678'", "'+86 138****5678'"),
        # What is none of them stays readable.
        ("V32070620010001319", "V32070620010001319"),
        ("0190e4c1-13812345678a", "0190e4c1-13812345678a"),
        ("1732374000123 ms, 28600000 minutes", "1732374000123 ms, 28600000 minutes"),
    ],
)
def test_numbers_of_people_are_masked(text, masked):
    assert mask_numbers(text) == masked


def test_the_handlers_of_the_program_mask_arguments_and_tracebacks():
    config = logging.config.DictConfigurator(settings.LOGGING)
    formatter = config.configure_formatter(dict(settings.LOGGING["formatters"]["line"]))
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter)
    logger = logging.Logger("any")
    logger.addHandler(handler)
    try:
        raise ValueError(DOCUMENT)
    except ValueError:
        logger.exception("Nobody at %s", PHONE)

    assert "138****5678" in written.getvalue()
    assert "ValueError" in written.getvalue()
    assert DOCUMENT not in written.getvalue()
    assert PHONE not in written.getvalue()


def test_every_handler_uses_it():
    formatters = settings.LOGGING["formatters"]
    used = {one["formatter"] for one in settings.LOGGING["handlers"].values()}

    assert {formatters[name]["()"] for name in used} == {"config.logs.MaskingFormatter"}
