"""Codes that are drawn can be read again, with enough white round them."""

import pytest

from config.qr import drawn
from tests.reading_qr import read


@pytest.mark.parametrize(
    "text",
    [
        "https://harbor.example/check-in/WDJBMJHT/",
        "HTTPS://HARBOR.EXAMPLE/12345678901234567890",
        "otpauth://totp/Harbor?secret=" + "ABCDEFGHIJ" * 12,
        "签到",
    ],
)
def test_what_is_drawn_is_read(text):
    assert read(drawn(text, label="A code")) == (text, 4)


def test_its_label_is_text_and_nothing_else():
    assert 'aria-label="&lt;b&gt;"' in drawn("x", label="<b>")
