"""Sessions as files: every row, in the reader's words, whole or not at all."""

import csv
import io
import os
import signal
import subprocess
import sys
from datetime import date, datetime

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from config.files import BeingWritten, whole_file
from hours import rules
from hours.exports import Wanted, about_how_many, files, write_csv, write_xlsx
from hours.models import Session
from tests.factories import NOON, log_session, make_organization, make_volunteer


@pytest.fixture
def year(lin, mei, association, beach_cleaning, zhao):
    """Lin's two hours at the beach count; Mei's, with another group, wait."""
    lins = log_session(volunteer=lin, organization=association, activity=beach_cleaning)
    rules.approve(sessions=[lins], by=zhao, at=NOON)
    readers = make_organization("海州读书会", name_en="Haizhou Readers")
    return [
        lins,
        log_session(
            volunteer=mei,
            organization=readers,
            start="2020-03-06 09:00",
            minutes=50,
            note="=1+1",
        ),
    ]


def export(path, *more):
    call_command(
        "export_sessions", "--year=2020", *more, str(path), stdout=io.StringIO()
    )
    return path


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_year_in_english(year, tmp_path):
    rows = rows_of(export(tmp_path / "2020.csv", "--language=en"))

    lins, _meis = year
    assert rows == [
        {
            "volunteer": lins.volunteer.number,
            "name": "林*",
            "organization": "海州青年志愿者协会",
            "activity": "Liandao beach clean-up",
            "service_field_code": "0006",
            "service_field": "Environment",
            "district": "Lianyun District",
            "site": "",
            "service_date": "2020-03-05",
            "started_at": "2020-03-05 09:00:00",
            "ended_at": "2020-03-05 11:00:00",
            "break_minutes": "0",
            "minutes": "120",
            "hours": "2.00",
            "evidence": "Self-reported",
            "status": "Counted",
            "note": "",
            "submitted_at": "2020-03-06 12:00:00",
            "decided_at": "2020-03-06 12:00:00",
            "session": str(lins.pk),
        },
        rows[1],
    ]
    assert rows[1]["organization"] == "Haizhou Readers"
    assert (rows[1]["minutes"], rows[1]["hours"]) == ("50", "0.83")
    assert (rows[1]["status"], rows[1]["decided_at"]) == ("Awaiting review", "")


def test_the_year_in_chinese(year, tmp_path):
    rows = rows_of(export(tmp_path / "2020.csv", "--language=zh-hans"))

    assert [row["分钟"] for row in rows] == ["120", "50"]
    assert [row["状态"] for row in rows] == ["已生效", "待审核"]
    assert [row["证据等级"] for row in rows] == ["自报", "自报"]
    assert [row["组织"] for row in rows] == ["海州青年志愿者协会", "海州读书会"]
    assert [row["活动"] for row in rows] == ["连岛海岸净滩", ""]


def test_names_are_masked_as_everywhere_unless_asked_for(year, tmp_path):
    ouyang = make_volunteer("ouyang", name="欧阳海")
    log_session(volunteer=ouyang, organization=year[0].organization)
    people = sorted(Session.objects.values_list("volunteer__name", flat=True))

    masked = rows_of(export(tmp_path / "a.csv", "--language=en"))
    whole = rows_of(export(tmp_path / "b.csv", "--language=en", "--names"))

    assert (
        sorted(row["name"] for row in whole) == people == ["林小港", "梅云台", "欧阳海"]
    )
    assert sorted(row["name"] for row in masked) == ["林*", "梅*", "欧阳*"]


def test_only_the_organizations_own_where_one_is_named(year, tmp_path):
    one = str(year[1].organization.pk)
    rows = rows_of(export(tmp_path / "a.csv", f"--organization={one}", "--language=en"))
    assert [row["session"] for row in rows] == [str(year[1].pk)]


def test_only_that_years(year, lin, association, tmp_path):
    wanted = Wanted(year=2020)
    assert len(rows_of(export(tmp_path / "a.csv"))) == 2
    assert [wanted.days[0].year, wanted.days[1].year] == [2020, 2021]
    call_command(
        "export_sessions", "--year=2019", str(tmp_path / "b.csv"), stdout=io.StringIO()
    )
    assert rows_of(tmp_path / "b.csv") == []


def test_only_some_days_where_they_are_given(year):
    file = io.BytesIO()
    only = (date(2020, 3, 6), date(2020, 3, 7))
    assert write_csv(file, Wanted(year=2020, only=only)) == 1
    assert str(year[1].pk) in file.getvalue().decode()


@pytest.mark.parametrize("sign", list("=+-@\t"))
def test_no_cell_is_a_formula(sign, lin, association, tmp_path):
    bad = f"{sign}SUM(A1)"
    lin.name = association.name = bad
    lin.save()
    association.save()
    log_session(volunteer=lin, organization=association, note=bad)

    (row,) = rows_of(export(tmp_path / "a.csv", "--language=en", "--names"))

    assert [row[cell] for cell in ("name", "organization", "note")] == [f"'{bad}"] * 3


def test_quotes_commas_and_lines_stay_in_their_cell(lin, association, tmp_path):
    note = 'so "good", said\nthe captain'
    log_session(volunteer=lin, organization=association, note=note)
    (row,) = rows_of(export(tmp_path / "a.csv", "--language=en"))
    assert row["note"] == note


def test_a_spreadsheet_has_numbers_and_dates(year, tmp_path):
    path = export(tmp_path / "2020.xlsx", "--language=en")

    head, *rows = (
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    )
    lins = dict(zip(head, rows[0], strict=True))
    assert lins["minutes"] == 120
    assert lins["hours"] == 2
    assert lins["status"] == "Counted"
    assert lins["started_at"] == datetime(2020, 3, 5, 9, 0)  # noqa: DTZ001
    assert dict(zip(head, rows[1], strict=True))["note"] == "'=1+1"


def test_a_full_sheet_is_followed_by_another(
    year, lin, association, tmp_path, monkeypatch
):
    log_session(volunteer=lin, organization=association, start="2020-03-05 15:00")
    monkeypatch.setattr(files, "SHEET_ROWS", 3)

    path = export(tmp_path / "2020.xlsx", "--language=en")

    book = CalamineWorkbook.from_path(str(path))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert book.sheet_names == ["2020", "2020-2"]
    assert [len(sheet) for sheet in sheets] == [3, 2]
    assert sheets[0][0] == sheets[1][0]


def test_how_far_it_is_is_told(year, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "TOLD_EVERY", 1)
    told = []
    wanted = Wanted(year=2020)

    assert write_csv(io.BytesIO(), wanted, tell=told.append) == 2
    assert write_xlsx(io.BytesIO(), wanted, folder=str(tmp_path), tell=told.append) == 2

    assert told == [1, 2, 1, 2]
    assert about_how_many(wanted) >= 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sessions.ods"], r"end in \.csv or \.xlsx"),
        (["nowhere/sessions.csv"], "no folder"),
        (["a.csv", "--organization=00000000-0000-4000-8000-000000000000"], "no such"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_is_said_before_anything_is_written(
    arguments, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=words):
        call_command("export_sessions", "--year=2020", *arguments)
    assert list(tmp_path.iterdir()) == []


# A file is there whole, or not at all.

WRITES_AND_WAITS = """
import pathlib, sys, time
from config.files import whole_file
with whole_file(pathlib.Path(sys.argv[1])) as file:
    file.write(b"half of it")
    file.flush()
    print("half", flush=True)
    time.sleep(60)
"""


def test_a_killed_run_leaves_no_half_file_and_the_next_begins_again(tmp_path):
    path = tmp_path / "sessions.csv"
    run = subprocess.Popen(
        [sys.executable, "-c", WRITES_AND_WAITS, str(path)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
    )
    assert run.stdout.readline() == b"half\n"

    with pytest.raises(BeingWritten), whole_file(path):
        pass  # one that runs is not disturbed
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    assert not path.exists()

    with whole_file(path) as file:
        file.write(b"all")
    assert path.read_bytes() == b"all"
    assert list(tmp_path.iterdir()) == [path]


def test_what_goes_wrong_leaves_what_was_there(tmp_path):
    path = tmp_path / "sessions.csv"
    path.write_text("of yesterday")

    with pytest.raises(TypeError), whole_file(path) as file:
        file.write("text, not bytes")

    assert path.read_text() == "of yesterday"
    assert list(tmp_path.iterdir()) == [path]
