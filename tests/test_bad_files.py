"""
Whatever is sent as a file: a sentence at the field, never an error of the program.

Every form that takes a file is in ``UPLOADS``; a new one turns this red.
"""

import io
import zipfile
from uuid import uuid4

import pytest
from django import forms
from django.core.management import CommandError, call_command
from django.test import Client

from city.views.member_lists import ListForm
from hours.forms import AnswerForm
from hours.import_page.forms import UploadForm
from hours.models import Import, Session, Upload
from needs.forms import AskForm, CounterForm, DeliverForm
from tests.factories import appoint
from volunteers.models import MemberList, Membership, Volunteer

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 4
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
HEAD = b"volunteer,started_at,ended_at,service_field\n"


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


SHEET = "<worksheet><sheetData>{}</sheetData></worksheet>"

# What it is, under which name it comes.
NO_TABLES = {
    "picture.xlsx": PNG,
    "picture.csv": PNG,
    "photo.xlsx": JPEG,
    "photo.csv": JPEG,
    "old.xls": OLD_WORKBOOK,
    "old.xlsx": OLD_WORKBOOK,
    "paper.xlsx": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(256),
    "program.csv": b"MZ\x90\x00\x03" + bytes(256),
    "nothing.csv": b"",
    "nothing.xlsx": b"",
    "blank.csv": b"\n\n\n",
    "nulls.csv": b"\x00" * 5000,
    "page.csv": b"<html><body><script>alert(1)</script></body></html>",
    "torn.xlsx": b"PK\x03\x04" + bytes(100),
    "other.xlsx": zipped(readme="no workbook"),
    "half.xlsx": zipped(xl__workbook="<workbook", xl__worksheets__sheet1="<"),
    "entities.xlsx": zipped(
        xl__workbook='<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    ),
    "bomb.xlsx": zipped(xl__worksheets__sheet1="0" * 20_000_000),
    "words.csv": "只有一句话，没有表头".encode(),
    "half-a-letter.csv": b"\xe5\xb0" * 100,
    "utf-16.csv": b"\xff\xfe\x00",
    "../../etc/passwd.csv": b"name\n",
    "a" * 300 + ".csv": b"name\n",
    "倒\u202egpj.csv": b"name\n",
}

# Tables, with what nobody can read in their cells.
BAD_CELLS = {
    "long.csv": HEAD + b"x" * 10_000 + b",2020-03-05 09:00,2020-03-05 10:00,0006\n",
    "many.csv": HEAD + b"," * 10_000 + b"\n",
    "null.csv": HEAD + b"V\x00,2020-03-05 09:00,2020-03-05 10:00,0006\n",
    "rtl.csv": HEAD
    + "\u202eV1\u200f,２０２０-03-05 09:00,2020-03-05 10:00,0006\n".encode(),
    "rare.csv": HEAD + "𠮷𡘙,2020-02-30 09:00,9999-99-99 10:00,𠮷\n".encode(),
    "quotes.csv": HEAD + b'"V1,2020-03-05 09:00\n',
}


@pytest.fixture
def recorder(qian, association):
    """Qian records for the association, and runs it."""
    client = Client(raise_request_exception=True)
    client.force_login(appoint(qian, "admin", association))
    client.cookies["django_language"] = "en"
    return client


# Where each form stands on an organization's pages.
UPLOADS = {UploadForm: "imports/", ListForm: "member-lists/"}


def send(client, organization, name, content, to="imports/"):
    file = io.BytesIO(content)
    file.name = name
    url = f"/organizations/{organization.pk}/{to}"
    return client.post(url, {"file": file, "form": f"{uuid4()}"}, follow=True)


ROOMS = {"city", "hours", "volunteers", "activities", "needs"}


def every_form(kind=forms.BaseForm):
    for one in kind.__subclasses__():
        yield one
        yield from every_form(one)


def test_every_form_that_takes_a_file_is_tried():
    taking = {
        one
        for one in every_form()
        if one.__module__.split(".")[0] in ROOMS
        and any(
            isinstance(field, forms.FileField)
            for field in getattr(one, "base_fields", {}).values()
        )
    }
    # Pictures and papers shown in a talk: tests/notices/test_attachments.py.
    # Photos of a need: tests/needs/test_photos.py.
    shown = {AnswerForm, AskForm, CounterForm, DeliverForm}
    assert taking - shown == UPLOADS.keys()


@pytest.mark.parametrize("to", UPLOADS.values())
@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_told_at_the_field(name, to, recorder, association):
    shown = send(recorder, association, name, NO_TABLES[name], to)
    page = shown.content.decode()

    assert shown.status_code == 422, page[:500]
    assert 'class="hh-error"' in page
    for kept in (Import, Upload, MemberList):
        assert not kept.objects.exists()


def test_a_file_beside_something_wrong_is_to_be_chosen_again(recorder, association):
    file = io.BytesIO(b"volunteer,name\n")
    file.name = "class.csv"
    url = f"/organizations/{association.pk}/member-lists/"
    sent = {"file": file, "form": f"{uuid4()}", "agreed_on": "2026-02-30"}
    page = recorder.post(url, sent)

    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"agreed_on", "file"}
    assert "Please choose it again" in page.content.decode()
    assert 'value="2026-02-30"' in page.content.decode()
    assert not MemberList.objects.exists()


@pytest.mark.parametrize("name", BAD_CELLS)
def test_bad_cells_are_told_row_by_row_or_at_the_field(name, recorder, association):
    shown = send(recorder, association, name, BAD_CELLS[name])

    assert shown.status_code in (200, 422)
    assert not Session.objects.exists()
    for brought in Import.objects.all():
        assert (brought.good, brought.bad) == (0, brought.rows)


@pytest.mark.parametrize("name", BAD_CELLS)
def test_bad_cells_let_nobody_in(name, recorder, association):
    before = Membership.objects.count()
    content = BAD_CELLS[name].replace(b"volunteer,started_at", b"volunteer,name", 1)
    shown = send(recorder, association, name, content, "member-lists/")

    assert shown.status_code in (200, 422)
    assert Membership.objects.count() == before


@pytest.mark.parametrize(
    "name", [one for one in NO_TABLES if "/" not in one and len(one) < 99]
)
@pytest.mark.parametrize("command", ["import_volunteers", "import_sessions"])
def test_commands_say_it_in_a_sentence(command, name, association, qian, tmp_path):
    path = tmp_path / name
    path.write_bytes(NO_TABLES[name])
    more = ["--organization", f"{association.pk}"] if "sessions" in command else []
    before, out = Volunteer.objects.count(), io.StringIO()
    with pytest.raises(CommandError) as told:
        call_command(command, str(path), "--dry-run", *more, stdout=out, stderr=out)

    assert len(f"{told.value}") > 10
    assert "Traceback" not in f"{told.value}"
    assert Volunteer.objects.count() == before
