"""A report of an error says where and of which kind, and holds no value of anybody."""

import logging
import sys

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client, RequestFactory

from city.views import my_data
from config.error_reports import MaskingReporter, NoValues
from config.logs import MaskingFormatter, mask
from tests.factories import make_volunteer

PHONE = "13812345678"
DOCUMENT = "320706199003070013"
PASSWORD = "harbour-at-dawn"
VALUES = (PHONE, DOCUMENT, PASSWORD, "林小港", "lin@example.cn", "192.0.2.7")


@pytest.fixture
def reports(settings):
    settings.DEFAULT_EXCEPTION_REPORTER = "config.error_reports.MaskingReporter"
    settings.DEFAULT_EXCEPTION_REPORTER_FILTER = "config.error_reports.NoValues"
    settings.ADMINS = [("", "it@example.org")]


def test_production_reports_by_it():
    from config import settings as program

    assert not program.DEBUG
    assert program.DEFAULT_EXCEPTION_REPORTER.endswith("MaskingReporter")
    assert program.DEFAULT_EXCEPTION_REPORTER_FILTER.endswith("NoValues")


def report(html):
    request = RequestFactory().post(
        f"/any/?q={PHONE}",
        {"name": "林小港", "document": DOCUMENT, "password": PASSWORD},
        headers={"Cookie": f"sessionid={PASSWORD}; who=lin@example.cn"},
        REMOTE_ADDR="192.0.2.7",
        HTTP_AUTHORIZATION=f"Token {PASSWORD}",
        HTTP_REFERER=f"http://testserver/?phone={PHONE}",
    )
    request.user = make_volunteer("lin", name="林小港").account
    secret = "-".join(["tide", "at", "noon"])  # stands in no line of this file
    assert secret
    person = {"email": "lin@example.cn", "phone": PHONE}  # in the frame's variables
    try:
        try:
            raise KeyError(DOCUMENT)
        except KeyError as error:
            raise ValueError(f"{person['email']} {PHONE}, called 林小港") from error
    except ValueError:
        reporter = MaskingReporter(request, *sys.exc_info())
    reporter.filter = NoValues()
    text = reporter.get_traceback_html() if html else reporter.get_traceback_text()
    # The lines of this file itself stand in it, and say such things.
    return "\n".join(line for line in text.splitlines() if "raise " not in line)


@pytest.mark.parametrize("html", [False, True])
def test_nothing_of_a_person_is_in_a_report(html, reports, db):
    told = report(html)
    source = {"192.0.2.7", "林小港", "lin@example.cn"} if html else set()

    assert [one for one in VALUES if one in told and one not in source] == []
    assert "tide-at-noon" not in told
    assert "ValueError" in told
    assert "test_error_reports.py" in told
    assert "str of 11" in told if html else True


def test_the_mail_to_the_operator_says_where_and_no_more(reports, lin, monkeypatch):
    def fail(*args):
        raise ValueError(f"{lin.name} {PHONE}")

    monkeypatch.setattr(my_data, "looks_at", fail)
    browser = Client(raise_request_exception=False)
    browser.force_login(lin.account)
    assert browser.get("/me/data/").status_code == 500

    (sent,) = [one for one in mail.outbox if one.to == ["it@example.org"]]
    words = f"{sent.subject}\n{sent.body}"
    assert "/me/data/" in words
    assert "ValueError" in words
    for value in (lin.name, PHONE, lin.document_number, lin.phone):
        assert value not in words
    assert browser.cookies["sessionid"].value not in words


def test_rows_that_the_database_quotes_are_not_logged(lin):
    from volunteers.models import Volunteer

    formatter = MaskingFormatter()
    try:
        Volunteer.objects.filter(pk=lin.pk).update(document_hash=None)
    except IntegrityError:
        record = logging.LogRecord("", 40, "", 1, "failed", (), sys.exc_info())
    told = formatter.format(record)

    assert "volunteer_is_known_by_a_document" in told
    assert "DETAIL: ***" in told
    assert "林小港" not in told


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("to lin@example.cn.", "to ***@example.cn."),
        ("Key (lower(email))=(a.b@example.cn)", "Key (lower(email))=(***@example.cn)"),
        ("decorated by @require_POST", "decorated by @require_POST"),
        ("CONTEXT:  COPY x, line 2, column name: 林", "CONTEXT: ***"),
    ],
)
def test_addresses_and_quoted_rows_are_masked(text, masked):
    assert mask(text) == masked
