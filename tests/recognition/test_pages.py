"""Making a certificate, and finding out whether one is good."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hours import rules as hours_rules
from recognition.certifying.signing import signed_text
from recognition.models import Certificate
from tests.api.calls import V1, client, problem
from tests.factories import EVENING, log_session

pytestmark = pytest.mark.django_db

MINE = "/me/certificates/"
YEAR = {"first": "2020-01-01", "last": "2020-12-31"}


def here(account=None, language="en"):
    visitor = Client()
    if account:
        visitor.force_login(account)
    visitor.cookies["django_language"] = language
    return visitor


def words(answer):
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def certificate(served, certify):
    return certify()


def test_the_page_says_first_what_the_certificate_would(served, lin, association):
    log_session(volunteer=lin, organization=association, start="2020-03-02 09:00")
    page = here(lin.account).get(MINE)

    assert "3.50 hours · 2 sessions" in words(page)
    assert "1 session of 2.00 hours is not on it" in words(page)
    assert not Certificate.objects.exists()


def test_one_button_makes_it_and_twice_is_once(served, lin):
    visitor = here(lin.account)
    for _ in range(2):
        answer = visitor.post(MINE, YEAR)
        certificate = Certificate.objects.get()
        assert answer["Location"] == f"/verify/{certificate.code}/"
    page = words(visitor.get(answer["Location"]))
    assert "林小港" in page
    assert "Download as PDF" in page
    assert certificate.number in words(visitor.get(MINE))


def test_another_period_keeps_what_was_typed_where_it_is_wrong(served, lin):
    page = here(lin.account).post(MINE, {"first": "2020-05-01", "last": "2020-04-01"})

    assert page.status_code == 422
    assert "The last day must not be before the first one." in words(page)
    assert 'value="2020-05-01"' in page.content.decode()
    none = here(lin.account).get(MINE, {"first": "2019-01-01", "last": "2019-02-01"})
    assert "No approved hours in this time" in words(none)
    refused = here(lin.account).post(
        MINE, {"first": "2019-01-01", "last": "2019-02-01"}
    )
    assert refused.status_code == 422
    assert not Certificate.objects.exists()


def test_who_has_served_nowhere_is_told_what_to_do(mei):
    assert "There are no approved hours yet" in words(here(mei.account).get(MINE))


def test_a_stranger_sees_the_verdict_and_no_name(certificate):
    page = here().get(f"/verify/{certificate.code}/")

    assert page.status_code == 200
    assert "This certificate is valid" in words(page)
    assert "林*" in words(page)
    assert "林小港" not in page.content.decode()
    assert "3.50" in words(page)
    assert certificate.number in words(page)


def test_the_stranger_sees_at_once_that_an_hour_was_taken_back(
    certificate, served, certify, lin, wang
):
    hours_rules.reverse(sessions=[served[0]], reason="No", by=wang, at=EVENING)
    url = f"/verify/{certificate.code}/"
    assert "This certificate was revoked" in words(here().get(url))
    assert "Make a new one" in words(here(lin.account).get(url))
    printed = here(lin.account).get(f"{MINE}{certificate.code}/certificate.pdf")
    assert printed.status_code == 404

    newer = certify(at=EVENING)
    told = here().get(url)
    assert "There is a newer one" in words(told)
    assert newer.code not in told.content.decode()
    assert newer.code in here(lin.account).get(url).content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_code_nobody_has_is_said_to_be_unknown(db, language):
    page = here(language=language).get(f"/verify/{'a' * 26}/")
    assert page.status_code == 404
    assert ("no such certificate" in words(page)) == (language == "en")


def test_the_code_is_typed_pasted_or_scanned(certificate):
    url = f"/verify/{certificate.code}/"
    for said in (
        certificate.code,
        f" {certificate.code.upper()} ",
        f"https://hours.example.org{url}",
        signed_text(certificate),
    ):
        assert here().post("/verify/", {"said": said})["Location"] == url
    for said in ("", "abc", "0" * 26, signed_text(certificate)[:-4], "HH1.x.y"):
        page = here().post("/verify/", {"said": said})
        assert page.status_code == 422
        assert 'id="id_said_error"' in page.content.decode()


def test_who_tries_many_has_to_wait(certificate):
    url = f"/verify/{certificate.code}/"
    visitor = here()
    answers = [visitor.get(url).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
    assert problem(client().get(f"{V1}/certificates/{certificate.code}/")) == (
        429,
        "too_many_looks",
    )


def test_programs_are_told_what_the_page_says(certificate, association):
    told = client().get(f"{V1}/certificates/{certificate.code}/").json()
    assert told["verdict"] == "valid"
    assert (told["name"], told["minutes"], told["issuer"]) == ("林*", 210, None)
    assert told["lines"] == [
        {"organization": association.name, "sessions": 2, "minutes": 210}
    ]
    assert problem(client().get(f"{V1}/certificates/{'a' * 26}/"))[0] == 404


def test_the_list_asks_as_often_for_one_as_for_many(served, certify, lin):
    visitor, counts = here(lin.account), []
    for days in (range(1, 2), range(2, 21)):
        for day in days:
            certify(first=date(2020, 1, day))
        with CaptureQueriesContext(connection) as queries:
            visitor.get(MINE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
