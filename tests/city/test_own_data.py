"""All that is kept of oneself, in one archive and over the API."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hours.models import Import
from hours.rules import answer, approve, object_to, query, reverse
from tests.api.calls import signed_in
from tests.factories import EVENING, NOON, appoint, log_session, make_account
from volunteers import rules
from volunteers.models import Consent, Filing, Membership
from volunteers.own_data import parts
from volunteers.rules.organizations.drafts import keep_draft
from volunteers.rules.organizations.moving import note
from volunteers.sealing import seal
from volunteers.tokens import give_token


@pytest.fixture
def service(lin, association, zhao, wang):
    """Two sessions of Lin's with a history, a consent, a membership, a look."""
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on="2020-01-01"
    )
    Consent.objects.create(
        volunteer=lin, purpose="registration", version="2020-01", given_at=NOON
    )
    first = log_session(volunteer=lin, organization=association, note="=1+1")
    approve(sessions=[first], by=zhao, at=NOON)
    reverse(sessions=[first], by=zhao, reason="Beach closed", at=EVENING)
    second = log_session(
        volunteer=lin, organization=association, start="2020-03-04 09:00"
    )
    query(sessions=[second], by=zhao, reason="With whom?", at=NOON)
    answer(session=second, by=lin.account, text="With Mei", at=EVENING)
    rules.reveal(volunteer=lin, kinds=["phone"], reason="contact", by=wang, at=NOON)
    return first, second


def archive_of(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    sent = client.post("/me/export/")
    assert sent.status_code == 200
    return ZipFile(BytesIO(b"".join(sent.streaming_content)))


def table(archive, name):
    return list(csv.reader(StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))


def json_of(account):
    sent = signed_in(account).get("/api/v1/me/export/")
    assert sent.status_code == 200
    return json.loads(b"".join(sent.streaming_content))


def test_the_archive_holds_every_part_of_every_room(lin, service):
    archive = archive_of(lin.account)

    assert archive.testzip() is None
    titles = {part.title.heading("en") for part in parts()}
    assert {*archive.namelist()} == {"data.json", *(f"{one}.csv" for one in titles)}
    data = json.loads(archive.read("data.json"))
    assert list(data) == ["made_at", *(part.name for part in parts())]


def test_headings_are_in_the_language_asked_for(lin, service):
    assert table(archive_of(lin.account), "Sessions")[0][:2] == [
        "Session",
        "Day of service",
    ]
    assert table(archive_of(lin.account, "zh-hans"), "服务记录")[0][:2] == [
        "时段标识",
        "服务日期",
    ]


def test_programs_get_all_that_is_known_of_the_person(lin, service):
    data = json_of(lin.account)

    person = data["profile"]
    assert person["document_number"] == lin.document_number
    assert person["phone"] == lin.phone
    assert person["birth_date"] == "1990-05-01"
    assert [one["organization"] for one in data["memberships"]] == [
        "海州青年志愿者协会"
    ]
    assert [one["purpose"] for one in data["consents"]] == ["registration"]
    assert [one["status"] for one in data["sessions"]] == ["submitted", "reversed"]
    assert [(one["act"], one["minutes"]) for one in data["history"]] == [
        ("submit", 0),
        ("query", 0),
        ("answer", 0),
        ("submit", 0),
        ("approve", 120),
        ("reverse", -120),
    ]
    assert [one["text"] for one in data["words"]] == ["With whom?", "With Mei"]
    assert [one["by_oneself"] for one in data["words"]] == [False, True]
    assert [(one["kinds"], one["role"]) for one in data["reveals"]] == [
        (["phone"], "staff")
    ]


def test_nothing_of_others_and_no_secret_is_in_it(lin, mei, service, zhao, association):
    log_session(volunteer=mei, organization=association, note="Meis own")
    token, _until, _scopes = give_token(account=lin.account, scopes=["read"])
    account = lin.account
    account.set_password("harbour-at-dawn")
    account.save()
    archive = archive_of(account)
    content = " ".join(archive.read(name).decode() for name in archive.namelist())

    for others in ("Meis own", mei.number, "赵海州", "王云台"):
        assert others not in content
    for secret in (token, token[:8], account.password, "argon", "pbkdf2"):
        assert secret not in content


def test_no_cell_is_a_formula(lin, service):
    archive = archive_of(lin.account)
    cells = [
        cell
        for name in archive.namelist()
        if name.endswith(".csv")
        for row in table(archive, name.removesuffix(".csv"))
        for cell in row
    ]

    assert "'=1+1" in cells
    assert f"'{lin.phone}" in cells
    # A number of minutes taken back is no text.
    signs = ("=", "+", "-", "@", "\t", "\r")
    assert [one for one in cells if one.startswith(signs)] == ["-120"]


def test_files_brought_are_named(zhao, association):
    Import.objects.create(
        organization=association,
        name="march.csv",
        digest=b"",
        staged_by=zhao,
        staged_at=NOON,
    )
    appoint(zhao, "recorder", association)
    data = json_of(zhao)

    assert [one["name"] for one in data["files_of_sessions"]] == ["march.csv"]
    assert {one["role"] for one in data["appointments"]} == {
        "admin",
        "approver",
        "recorder",
    }


def test_what_one_said_to_others_and_for_organizations_is_in_it(
    lin, service, zhao, association
):
    keep_draft(said={"name": ["海州读书会"]}, by=zhao, at=NOON)
    note(association, act="described", by=zhao, at=NOON, words="A new address")
    data = json_of(zhao)

    assert [one["text"] for one in data["words_to_others"]] == ["With whom?"]
    assert [one["text"] for one in data["reasons_given"]] == ["Beach closed"]
    assert [(one["field"], one["said"]) for one in data["application_draft"]] == [
        ("name", ["海州读书会"])
    ]
    assert [one["words"] for one in data["steps"]] == ["A new address"]
    assert lin.number not in json.dumps(data)
    assert json_of(lin.account)["words_to_others"] == []


def test_what_was_filed_is_in_it(zhao, association):
    said = {"contact_name": "赵海州"}
    Filing.objects.create(
        organization=association,
        purpose="change",
        said_sealed=seal(json.dumps(said)),
        said_by=zhao,
        said_at=NOON,
    )
    (filed,) = json_of(zhao)["filings"]

    assert (filed["purpose"], json.loads(filed["said"])) == ("change", said)


def test_who_is_no_volunteer_gets_the_account(db):
    data = json_of(make_account("applicant"))

    assert data["account"]["user_name"] == "applicant"
    assert data["profile"] is None
    assert data["sessions"] == []


def test_a_link_of_others_downloads_nothing(lin):
    client = Client()
    client.force_login(lin.account)

    assert "attachment" not in client.get("/me/export/").headers.get(
        "Content-Disposition", ""
    )


def test_what_was_objected_is_in_it_but_not_who_reported(lin, wang, service):
    _, asked = service
    approve(sessions=[asked], by=wang, at=EVENING)
    object_to(session=asked, words="Until noon", by=lin.account, at=EVENING)
    object_to(session=asked, words="Nobody was there", by=wang, at=EVENING)

    told = json_of(lin.account)["objections"]

    assert [(one["by_oneself"], one["text"]) for one in told] == [
        (True, "Until noon"),
        (False, None),
    ]


def test_the_program_asks_as_often_for_thirty_sessions_as_for_one(
    lin, association, zhao
):
    def queries():
        with CaptureQueriesContext(connection) as found:
            json_of(lin.account)
        return len(found)

    def serve(day):
        start = f"2020-02-{day:02} 09:00"
        one = log_session(volunteer=lin, organization=association, start=start)
        approve(sessions=[one], by=zhao, at=NOON)

    serve(1)
    queries()  # reads what a process holds for some seconds
    few = queries()
    for day in range(2, 29):
        serve(day)
    assert queries() == few == 61
