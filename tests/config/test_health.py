"""The probes, and the small forms every page has."""

import pytest


def test_the_process_lives(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_it_can_serve_once_everything_is_migrated(client):
    assert client.get("/readyz").content == b"ok\n"


def test_a_reader_chooses_english_and_stays_where_they_were(client):
    answer = client.post("/language/", {"language": "en", "next": "/city/"})

    assert answer.headers["Location"] == "/city/"
    assert answer.cookies["django_language"].value == "en"


def test_an_unknown_language_changes_nothing(client):
    answer = client.post("/language/", {"language": "tlh"})

    assert "django_language" not in answer.cookies


def test_nobody_is_sent_to_another_site(client):
    answer = client.post("/language/", {"language": "en", "next": "//elsewhere.cn/"})

    assert answer.headers["Location"] == "/"


def test_large_text_is_switched_on_and_off(client):
    client.post("/large-text/", {"on": "1"})
    assert client.cookies["large_text"].value == "1"

    client.post("/large-text/", {})
    assert client.cookies["large_text"].value == ""
