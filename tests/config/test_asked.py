"""What comes in an address or a form is read with care."""

import pytest
from django.test import RequestFactory

from config.asked import own_page, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("120", 120),
        ("１２０", 120),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 10_000, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("\x00", None),
    ],
)
def test_a_whole_number_is_read_or_is_none(text, number):
    assert whole(text) == number


@pytest.mark.parametrize("page", ["/", "/me/", "/desk/?organization=1#top"])
def test_a_page_of_ours_is_one(page):
    assert own_page(RequestFactory().get("/"), page) == page


@pytest.mark.parametrize(
    "page",
    ["", "me/", "2026-02-30", "１３８", "//evil.example/", "https://evil.example/"],
)
def test_what_is_no_page_of_ours_is_none(page):
    assert own_page(RequestFactory().get("/"), page) == ""


@pytest.mark.parametrize("url", ["/language/", "/large-text/"])
def test_from_no_page_one_comes_to_the_first(url, client):
    assert client.post(url, {"next": "2026-02-30"})["Location"] == "/"
