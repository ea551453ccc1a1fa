"""Whatever goes wrong is said in one form: a problem document, or a page."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from tests.factories import make_account

pytestmark = [pytest.mark.urls("tests.config.urls"), pytest.mark.django_db]


@pytest.fixture
def script(settings):
    settings.LANGUAGE_CODE = "en"
    client = APIClient()
    client.force_authenticate(make_account("script"))
    return client


def problem(answer):
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert {"type", "title", "status", "detail", "code"} <= set(body)
    return answer.status_code, body["code"]


def test_a_broken_rule_has_its_code_sentence_and_details(script):
    answer = script.post("/api/v1/acts/", {"refused": True})

    assert problem(answer) == (422, "too_busy")
    assert answer.json()["detail"] == "Only 3 seats."
    assert answer.json()["seats"] == 3


def test_malformed_input_is_named_by_field(script):
    answer = script.post("/api/v1/malformed/", {})

    assert problem(answer) == (400, "invalid")
    assert answer.json()["errors"] == {"phone": ["Eleven digits."]}


def test_what_is_no_json_cannot_be_read(script):
    answer = script.post("/api/v1/acts/", "{", content_type="application/json")

    assert problem(answer) == (400, "parse_error")


def test_strangers_are_asked_for_a_token(client):
    answer = client.get("/api/v1/acts/")

    assert problem(answer) == (401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Token"


def test_a_wrong_token_is_refused(client):
    answer = client.get("/api/v1/acts/", headers={"Authorization": "Token nonsense"})

    assert problem(answer) == (401, "authentication_failed")


def test_other_methods_and_media_are_refused(script):
    assert problem(script.get("/api/v1/acts/")) == (405, "method_not_allowed")
    answer = script.post("/api/v1/acts/", "<a/>", content_type="text/xml")
    assert problem(answer) == (415, "unsupported_media_type")


def test_a_path_that_no_view_has_is_not_found(client):
    assert problem(client.get("/api/v1/nowhere/")) == (404, "not_found")


def test_a_bug_is_a_problem_document_too():
    client = Client(raise_request_exception=False)

    assert problem(client.get("/api/v1/broken/")) == (500, "error")


def test_too_many_calls_are_told_when_to_come_back(script, settings):
    settings.API_CALLS_PER_MINUTE = 1
    script.post("/api/v1/acts/", {})

    answer = script.post("/api/v1/acts/", {})

    assert problem(answer) == (429, "throttled")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_a_page_says_the_broken_rule_where_the_form_was(client):
    answer = client.post("/busy/", headers={"Referer": "http://testserver/said/"})

    assert answer.headers["Location"] == "http://testserver/said/"
    assert client.get("/said/").content == b"Only 3 seats."


def test_a_part_of_a_page_makes_the_whole_load_again(client):
    came_from = "http://testserver/said/"

    answer = client.post("/busy/", headers={"Referer": came_from, "HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == came_from
    assert client.get("/said/").content == b"Only 3 seats."


def test_without_a_page_to_go_back_to_there_is_one_of_its_own(client):
    answer = client.get("/busy/")

    assert answer.status_code == 422
    assert b"Only 3 seats." in answer.content
