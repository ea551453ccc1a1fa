"""The table on screen, the table for the docs, and the file for programs."""

import json
from contextlib import nullcontext
from dataclasses import dataclass

import pytest

from benchmarks import results
from benchmarks.measuring import Contest, Measured, Spread
from benchmarks.promises import AtMost, Reported, Under
from benchmarks.registry import Case
from benchmarks.results import Line


@dataclass
class TwoCities:
    scale: float = 0.5
    share: str = "1/100"


def a_case(promise, **fields):
    usual = {
        "name": "approve",
        "title": "approve 10,000",
        "against": "an UPDATE, in a city of {small}",
        "unit": "ms",
        "prepare": lambda cities: nullcontext(Contest(ours=lambda: 1.0)),
    }
    return Case(**usual | fields, promise=promise)


def a_line(promise=None, ours=1234.56, limit=617.28, **notes):
    measured = Measured(
        ours=Spread(ours, ours - 1, ours + 1),
        limit=Spread(limit, limit, limit) if limit else None,
        rounds=5,
    )
    case = a_case(promise or AtMost(2))
    return Line.of(case, measured, cities=TwoCities(), notes=notes)


@pytest.fixture
def lines():
    return [
        a_line(),
        a_line(AtMost(1.9), p99_ms=12),
        a_line(Under(300, "MB"), ours=299.4, limit=None),
        a_line(Reported()),
        Line.failed(a_case(AtMost(2)), cities=TwoCities(), why="no table"),
    ]


def test_a_line_says_both_figures_their_ratio_and_the_promise(lines):
    assert results.cells(lines[0]) == (
        "approve 10,000",
        "1,235 (1,234–1,236)",
        "617 (617–617)",
        "ms",
        "2×",
        "≤ 2×",
        "holds",
    )
    assert lines[0].against == "an UPDATE, in a city of 1/100"


def test_what_does_not_hold_stands_out(lines):
    assert [line.verdict for line in lines] == [
        "holds",
        "BROKEN",
        "holds",
        "",
        "failed",
    ]
    assert [line.holds for line in lines] == [True, False, True, True, False]


def test_the_promise_is_judged_before_figures_are_rounded():
    # 1.3004 would be shown as 1.3.
    assert not a_line(AtMost(1.3), ours=1300.4, limit=1000).holds


def test_the_columns_of_the_screen_are_in_line(lines):
    table, _, remarks = results.on_screen(lines).partition("\n\n")
    _, rule, *rows = table.splitlines()

    assert len(rows) == len(lines)
    assert set(rule) == {"─"}
    assert len({row.index(" ms ") for row in rows if " ms " in row}) == 1
    assert remarks.splitlines() == [
        "approve 10,000: p99_ms 12",
        "approve 10,000: failed no table",
    ]


def test_the_table_for_the_docs_has_a_row_a_case(lines):
    head, rule, *rows = results.as_markdown(lines).splitlines()

    assert {row.count("|") for row in (head, rule, *rows)} == {9}
    assert "an UPDATE, in a city of 1/100" in rows[0]


def test_the_file_has_what_the_contract_says(tmp_path, lines):
    path = tmp_path / "var" / "bench.json"
    results.write(
        path, lines, scale=0.5, machine={"cores": 2}, versions={"python": "3"}
    )
    told = json.loads(path.read_text())

    assert set(told) == {"machine", "versions", "scale", "cases"}
    assert told["scale"] == 0.5
    for one in told["cases"]:
        assert {"case", "ours", "limit", "unit", "ratio", "promise", "holds"} <= set(
            one
        )
        assert isinstance(one["holds"], bool)
    assert told["cases"][0]["ratio"] == 2
    assert told["cases"][2]["limit"] is None
    assert [*tmp_path.glob("var/*")] == [path]


def test_what_was_written_is_read_again(tmp_path, lines):
    path = tmp_path / "bench.json"
    results.write(path, lines, scale=0.5)

    assert results.read(path) == lines


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0012345, 0.00123), (12.345, 12.3), (999.9, 1000), (1234.5, 1234), (0, 0)],
)
def test_three_digits_count(value, shown):
    assert results.significant(value) == shown
