"""What every call has in common: problem documents, languages, limits."""

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.api.calls import NO_SUCH_ID, V1, claim, client, problem
from tests.racing import all_at_once


@pytest.mark.parametrize(
    ("method", "path", "refusal"),
    [
        ("get", "nothing/", (404, "not_found")),
        ("get", "sessions/x/", (404, "not_found")),
        ("get", f"sessions/{NO_SUCH_ID}/", (404, "not_found")),
        ("get", "decisions/", (405, "method_not_allowed")),
        ("put", "me/", (405, "method_not_allowed")),
        ("delete", f"sessions/{NO_SUCH_ID}/", (405, "method_not_allowed")),
    ],
)
def test_a_call_nobody_offers_is_a_problem(as_lin, method, path, refusal):
    assert problem(getattr(as_lin, method)(f"{V1}/{path}")) == refusal


def test_a_body_that_is_no_json_is_a_problem(as_zhao):
    url = f"{V1}/decisions/"
    for body, kind, refusal in (
        ("{", "application/json", (400, "parse_error")),
        ("a=1", "application/x-www-form-urlencoded", (415, "unsupported_media_type")),
        ('{"decision": "\\ud800"}', "application/json", (400, "parse_error")),
        ("[" * 100_000, "application/json", (400, "parse_error")),
        ("{}", "application/json; charset=x", (400, "invalid")),
        (b"\xff", "application/json", (400, "parse_error")),
        ("[]", "application/json", (400, "invalid")),
        ("null", "application/json", (400, "invalid")),
        ("NaN", "application/json", (400, "parse_error")),
    ):
        assert problem(as_zhao.post(url, body, content_type=kind)) == refusal


def test_sentences_are_chinese_unless_english_is_asked_for(as_lin, nobody, lin):
    assert nobody.get(f"{V1}/me/").json()["detail"].isascii()
    chinese = client()
    chinese.credentials(HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert not chinese.get(f"{V1}/me/").json()["detail"].isascii()


def test_too_many_calls_are_told_when_to_come_back(as_lin, settings):
    settings.API_CALLS_PER_MINUTE = 2
    answers = [as_lin.get(f"{V1}/me/") for _ in range(3)]
    assert [answer.status_code for answer in answers[:2]] == [200, 200]
    assert problem(answers[2]) == (429, "throttled")
    assert 0 < int(answers[2]["Retry-After"]) <= 60


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_one_id_used_by_two_at_the_same_moment_is_one_session(
    as_lin, as_mei, association
):
    body = claim(association, id=NO_SUCH_ID)
    answers = all_at_once(
        lambda: as_lin.post(f"{V1}/sessions/", body),
        lambda: as_mei.post(f"{V1}/sessions/", body),
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [201, 409]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_one_claim_sent_four_times_at_once_is_one_session(as_lin, association):
    body = claim(association, id=NO_SUCH_ID)
    answers = all_at_once(
        *[lambda: as_lin.post(f"{V1}/sessions/", body) for _ in range(4)]
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200, 200, 200, 201]


def narrowable():
    """Every list of the API and all its totals, as its description has them."""
    for path, methods in SchemaGenerator().get_schema(public=True)["paths"].items():
        name = methods.get("get", {}).get("operationId", "")
        if name.endswith("_list") or "totals" in name:
            yield path


def test_a_filter_nobody_knows_is_never_ignored(
    as_zhao, association, beach_cleaning, subtests
):
    ours = {"activities/{id}": f"activities/{beach_cleaning.pk}"}
    ours["{id}"] = f"{association.pk}"
    paths = list(narrowable())
    for name, value in ours.items():
        paths = [path.replace(name, value) for path in paths]
    assert len(paths) == 32
    for path in paths:
        with subtests.test(path):
            assert as_zhao.get(path, {"format": "json"}).json()
            answer = as_zhao.get(path, {"organisation": association.pk})
            assert problem(answer) == (422, "unknown_filter")
            assert "organisation" in answer.json()["detail"]
