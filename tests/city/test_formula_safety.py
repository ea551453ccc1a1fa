"""
No file that leaves the program holds a cell that a spreadsheet takes for a formula.

Names that begin like one are planted in every kind of thing; every export is fetched.
Whatever makes a file stands in ``MAKERS``: a new one turns this red until it is tried.
"""

import csv
import io
import re
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from activities.models import ServiceField
from config import jobs
from config.cells import FORMULA_SIGNS
from config.models import Job
from hours.exports import background
from hours.models import Import
from hours.rules import approve
from needs import rules as needs
from tests.city.test_integrity_pages import found
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_activity,
    make_organization,
    make_volunteer,
)
from tests.needs.making import accepted, claimed
from volunteers.models import Membership, Site

EVIL = [f"{sign}cmd|' /C calc'!A0" for sign in FORMULA_SIGNS]
BEGINS = re.compile(r"^[=+\-@\t\r]")
A_NUMBER = re.compile(r"^-?[\d.]+$")

# Where files are made, and the exports below that try it.
MAKERS = {
    "recognition/views/own.py": "certificates, without cells",
    "recognition/views/portable.py": "JSON and signed text, no spreadsheet",
    "hours/views/sheet.py": "a roster on paper, without cells",
    "recognition/views/batches.py": "certificates of many",
    "recognition/batches/making.py": "certificates of many",
    "activities/views/calendars.py": "calendars, without cells",
    "city/api_own_data.py": "JSON, no spreadsheet",
    "city/views/my_data.py": "own data",
    "config/csv_files.py": "lists, reports, members, needs",
    "hours/exports/fetching.py": "sessions",
    "hours/views/importing.py": "bad rows",
    "hours/views/imports.py": "blank sheets",
    "volunteers/imports/problems.py": "bad rows of people",
    "hours/exports/files.py": "sessions",
    "hours/import_page/blank.py": "blank sheets",
    "hours/imports/problems.py": "bad rows",
    "notices/attaching/sending.py": "pictures and papers, without cells",
    "volunteers/own_data/archive.py": "own data",
}
MAKES = re.compile(
    r"StreamingHttpResponse\(|FileResponse\(|Content-Disposition|csv\.writer\("
    r"|xlsxwriter\.Workbook\(|ZipFile\("
)
ELSEWHERE = ("tests/", "node_modules/", ".venv/", "benchmarks/", "config/sheets/")


def test_every_place_that_makes_files_is_known():
    root = Path(settings.BASE_DIR)
    found = {
        f"{path.relative_to(root)}"
        for path in root.rglob("*.py")
        if not f"{path.relative_to(root)}".startswith(ELSEWHERE)
        and MAKES.search(path.read_text())
    }

    assert found - MAKERS.keys() == set()


@pytest.fixture
def planted(association, zhao, qian, wang, settings, tmp_path):
    """A year in which everything is called like a formula."""
    settings.VAR_DIR = tmp_path
    association.name, association.name_en = EVIL[0], EVIL[1]
    association.site = Site.objects.create(
        code="320706C",
        kind="center",
        name=EVIL[2],
        name_en=EVIL[3],
        district_id="320706",
    )
    association.save()
    ServiceField.objects.filter(pk="0006").update(name=EVIL[0], name_en=EVIL[4])
    activity = make_activity(association, title=EVIL[3], title_en=EVIL[0])
    for n, name in enumerate(EVIL):
        make_organization(name, district_id="320706")
        person = make_volunteer(f"evil{n}", name=name)
        Membership.objects.create(
            volunteer=person, organization=association, joined_on="2020-01-01"
        )
        found(association, subject=name)
        for start, more in (("09:00", {}), ("14:00", {"activity": activity})):
            served = log_session(
                volunteer=person,
                organization=association,
                start=f"2020-03-05 {start}",
                note=name,
                **more,
            )
            approve(sessions=[served], by=zhao, at=NOON)
    return association


def signed_in(account, language):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def content_of(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def assert_no_formula(data, at_least=1):
    """CSV: no cell begins like one; XLSX: no cell is one."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [book.read(one) for one in book.namelist() if "sheets/" in one]
            assert parts
            assert not any(b"<f>" in one or b"<f " in one for one in parts)
            shared = b"".join(map(book.read, book.namelist()))
            assert b"cmd|" in shared or not at_least
        return
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    bad = [one for one in cells if BEGINS.match(one) and not A_NUMBER.match(one)]
    assert bad == []
    assert sum("cmd|" in one for one in cells) >= at_least


CITY = [
    ("/city/organizations.csv?year=2020", 1),
    ("/city/sites.csv?year=2020", 1),
    ("/city/volunteers.csv?year=2020", 0),  # masked names are a sign and a star
    ("/city/reports.csv?year=2020&by=organization", 1),
    ("/city/reports.csv?year=2020&by=service_field", 1),
    ("/city/reports.csv?year=2020&by=site", 1),
    ("/city/integrity/cases.csv", 1),
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("url", "at_least"), CITY)
def test_lists_and_reports_of_the_city(url, at_least, language, planted, wang):
    assert_no_formula(content_of(signed_in(wang, language).get(url)), at_least)


def test_lists_of_needs(planted, zhao):
    site = planted.site
    clerk = appoint(make_account("clerk"), "clerk", site=site)
    accepted(site, clerk)
    order = claimed(site, clerk, planted, zhao)
    needs.schedule(
        order=order, activity=planted.activities.get(title=EVIL[3]), by=zhao, at=NOON
    )
    needs.start(order=order, by=zhao, at=NOON)
    results = [needs.Result(problem=one) for one in EVIL]
    needs.deliver(order=order, results=results, by=zhao, at=NOON)
    for name, at_least in (
        ("wanted", 0),
        ("offers", 1),
        ("projects", 2),
        ("solved", 4),
    ):
        data = content_of(signed_in(zhao, "zh-hans").get(f"/needs/{name}.csv"))
        assert_no_formula(data, at_least)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_lists_and_reports_of_an_organization(language, planted, zhao):
    client = signed_in(zhao, language)
    for name in ("members.csv?year=2020", "reports.csv?year=2020&by=service_field"):
        data = content_of(client.get(f"/organizations/{planted.pk}/{name}"))
        assert_no_formula(data, at_least=1)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_sessions(kind, language, planted, zhao, tmp_path):
    job = background.begin(
        year=2020,
        language=language,
        format=kind,
        organization=planted.pk,
        by=zhao,
        at=timezone.now(),
    )
    while jobs.advance(job.pk):
        pass
    assert Job.objects.get(pk=job.pk).problem is None
    file = content_of(signed_in(zhao, language).get(f"/exports/{job.pk}/file/"))
    assert_no_formula(file, at_least=10)
    path = tmp_path / f"all.{kind}"
    call_command("export_sessions", str(path), "--year", "2020", stdout=io.StringIO())
    assert_no_formula(path.read_bytes(), at_least=5)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_certificates_of_many(language, planted, zhao):
    client = signed_in(zhao, language)
    begun = client.post(
        f"/organizations/{planted.pk}/certificates/",
        {"first": "2020-01-01", "last": "2020-12-31"},
    )
    while jobs.advance(Job.objects.get().pk):
        pass
    archive = content_of(client.get(f"{begun['Location']}file/"))
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert_no_formula(files.read("list.csv"), at_least=len(EVIL))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_blank_sheets(language, planted, qian):
    client = signed_in(qian, language)
    for kind in ("csv", "xlsx"):
        url = f"/organizations/{planted.pk}/imports/blank.{kind}"
        assert_no_formula(content_of(client.get(url)), at_least=0)


def test_rows_that_were_refused_come_back_as_text(planted, qian):
    rows = [f'"{one}",2020-03-05 09:00,2020-03-05 10:00,"{one}"' for one in EVIL[:4]]
    head = "volunteer,started_at,ended_at,note"
    file = io.BytesIO("\n".join([head, *rows]).encode())
    file.name = "evil.csv"
    client = signed_in(qian, "en")
    client.post(
        f"/organizations/{planted.pk}/imports/", {"file": file, "form": f"{uuid4()}"}
    )
    brought = Import.objects.get()
    url = f"/organizations/{planted.pk}/imports/{brought.pk}/problems.csv"

    assert_no_formula(content_of(client.get(url)), at_least=4)


def test_refused_people_come_back_as_text(planted, wang, tmp_path):
    path, told = tmp_path / "people.csv", tmp_path / "told.csv"
    rows = [f'"{one}",passport,"{one}",320706' for one in EVIL[:4]]
    path.write_text("\n".join(["name,document_type,document_number,district", *rows]))
    out = io.StringIO()
    call_command("import_volunteers", str(path), "--dry-run", stdout=out, stderr=out)
    for file in tmp_path.glob("*problems*.csv"):
        assert_no_formula(file.read_bytes(), at_least=1)
    assert not told.exists()


def test_own_data(planted, zhao):
    appoint(zhao, "recorder", planted)
    sent = signed_in(zhao, "zh-hans").post("/me/export/")
    with zipfile.ZipFile(io.BytesIO(content_of(sent))) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                assert_no_formula(archive.read(name), at_least=0)
