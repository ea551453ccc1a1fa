"""The cases there are."""

import pytest

from benchmarks.promises import Reported
from benchmarks.registry import CASES, all_cases, case


def test_every_case_says_what_it_is_and_what_it_is_held_against():
    cases = all_cases()
    assert len({one.title for one in cases}) == len(cases) > 10
    for one in cases:
        assert one.name.replace("_", "").isalnum()
        assert one.title
        assert one.against
        assert one.unit


def test_every_promise_of_the_table_has_its_case():
    assert {one.name for one in all_cases()} >= {
        "city_page",
        "page_home",
        "page_me",
        "page_desk",
        "page_log",
        "totals_sql",
        "as_of",
        "approve",
        "queue",
        "crowd",
        "log_http",
        "me_http",
        "board_http",
        "posts_http",
        "import",
        "memory_import",
        "memory_export",
        "rebuild",
        "build",
        "build_memory",
    }


def test_a_name_is_one_case():
    all_cases()
    with pytest.raises(ValueError, match="approve"):
        case("approve", title="", against="", unit="", promise=Reported())(iter)
    assert CASES["approve"].title.startswith("approve")
