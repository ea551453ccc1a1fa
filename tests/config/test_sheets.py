"""Tables people bring: whatever their program saved, read the same."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from config.errors import RuleBroken
from config.sheets import MOST_ROWS, Column, read, workbooks

COLUMNS = [
    Column("volunteer", ("志愿者编号",), required=True),
    Column("started_at", ("开始时间",), required=True),
    Column("note", ("备注",)),
]
CSV = "志愿者编号,开始时间,备注\nV1,2020-03-05 09:00,净滩\nV2,2020-03-06 09:00,\n"
READ = [
    (2, ["V1", "2020-03-05 09:00", "净滩"]),
    (3, ["V2", "2020-03-06 09:00", ""]),
]


def rows(content, name="hours.csv"):
    content = content.encode() if isinstance(content, str) else content
    with read(io.BytesIO(content), name=name, columns=COLUMNS) as sheet:
        return [(row.line, row.cells) for row in sheet.rows]


def refusal(content, name="hours.csv"):
    with pytest.raises(RuleBroken) as broken:
        rows(content, name)
    return broken.value


def workbook(*lines, at=0, **cells):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        as_time = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for number, line in enumerate(lines, start=at):
            for place, value in enumerate(line):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, place, value, as_time)
                else:
                    sheet.write(number, place, value)
        for place, value in cells.items():
            sheet.write(place, value)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_whatever_a_spreadsheet_saves_is_read(encoding, delimiter, end):
    text = CSV.replace(",", delimiter).replace("\n", end)
    assert rows(text.encode(encoding)) == READ


@pytest.mark.parametrize(
    "headings",
    [
        "volunteer,started_at,note",
        "VOLUNTEER,Started at,Note",
        " 志愿者编号* ,开始 时间,备注：",
        "ｖｏｌｕｎｔｅｅｒ,started-at,备注",
    ],
)
def test_headings_are_known_however_they_are_written(headings):
    assert rows(CSV.replace("志愿者编号,开始时间,备注", headings)) == READ


def test_columns_stand_in_any_order_and_may_be_absent():
    assert rows("开始时间,volunteer\n2020-03-05,V1\n") == [
        (2, ["V1", "2020-03-05", ""])
    ]


def test_what_is_not_asked_for_is_told_and_left_alone():
    content = "姓名,volunteer,started_at,,电话\n林,V1,9,,138\n".encode()
    with read(io.BytesIO(content), name="a.csv", columns=COLUMNS) as sheet:
        assert sheet.ignored == ["姓名", "电话"]
        assert [row.cells for row in sheet.rows] == [["V1", "9", ""]]


def test_missing_headings_are_named_with_those_found():
    broken = refusal("volunteer,开始\nV1,9\n")
    assert broken.code == "headings_missing"
    assert broken.details["missing"] == "开始时间 (started_at)"
    assert broken.details["found"] == "volunteer、开始"


def test_two_columns_of_one_meaning_are_refused():
    broken = refusal("volunteer,志愿者编号,started_at\nV1,V2,9\n")
    assert broken.details == {"first": "volunteer", "second": "志愿者编号"}


def test_rows_keep_their_number_over_empty_ones_and_long_cells():
    content = 'volunteer,started_at,note\n\nV1,9,"two\nlines"\n,,\nV2,10,"a,b"\n'
    assert rows(content) == [(3, ["V1", "9", "two\nlines"]), (5, ["V2", "10", "a,b"])]


def test_a_row_with_too_many_cells_says_so():
    content = b"volunteer,started_at,note\nV1,9,a,b\nV2,9,a,,\n"
    with read(io.BytesIO(content), name="a.csv", columns=COLUMNS) as sheet:
        assert [row.spilled for row in sheet.rows] == [True, False]


def test_a_lone_quotation_mark_is_found():
    content = 'volunteer,started_at\nV1,9\n"V2,9\n' + "V3,9\n" * 9000
    broken = refusal(content)
    assert (broken.code, broken.details) == ("unreadable_row", {"line": 3})


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", ",,\n"])
def test_nothing_is_nothing_to_read(content):
    assert refusal(content).code == "empty_table"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x00\x00", b"PK\x03\x04broken"])
def test_a_picture_is_no_table(content, name):
    assert refusal(content, name).code == "not_a_table"


def test_a_workbook_reads_as_its_csv_would():
    book = workbook(
        ["志愿者编号", "开始时间", "备注"],
        ["V1", datetime(2020, 3, 5, 9, 0), 6.0],  # noqa: DTZ001
        [],
        [" V2", "2020-03-06 09:00", 0.5],
    )
    assert rows(book, "hours.xlsx") == [
        (2, ["V1", "2020-03-05 09:00:00", "6"]),
        (4, ["V2", "2020-03-06 09:00", "0.5"]),
    ]
    assert rows(book, "hours") == rows(book, "hours.xlsx")


def test_every_minute_of_a_day_comes_out_of_a_workbook_whole():
    times = [datetime(2020, 3, 5, n // 60, n % 60) for n in range(1, 1440)]  # noqa: DTZ001
    book = workbook(["volunteer", "started_at"], *(["V1", time] for time in times))
    assert [cells[1] for _, cells in rows(book)] == [str(time) for time in times]


def test_rows_of_a_workbook_that_begins_lower_keep_their_number():
    book = workbook(["volunteer", "started_at"], ["V1", 9], at=3)
    assert rows(book) == [(5, ["V1", "9", ""])]


def test_a_workbook_that_is_too_long_is_better_a_csv():
    broken = refusal(workbook(["volunteer", "started_at"], **{f"A{MOST_ROWS + 2}": 1}))
    assert broken.code == "too_many_rows"
    assert "CSV" in broken.detail


def test_one_cell_far_out_does_not_fill_the_memory():
    assert refusal(workbook(["volunteer", "started_at"], XFD9=1)).code == "too_big"


def test_a_small_file_that_unpacks_to_much_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 2**20)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 2**21)
    assert len(bomb.getvalue()) < 2**12
    assert refusal(bomb.getvalue()).code == "too_big"


def test_the_file_is_left_open_for_whoever_brought_it():
    file = io.BytesIO(CSV.encode())
    with read(file, name="a.csv", columns=COLUMNS) as sheet:
        list(sheet.rows)
    assert not file.closed
