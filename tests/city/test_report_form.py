"""What is asked of a report in words, and what is said where it is no question."""

import pytest

from tests.city.conftest import FILE, REPORT
from tests.factories import make_organization


@pytest.fixture
def busy_city(standing_city, db):
    return standing_city


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"first": "2020-03-02", "last": "2020-03-01"}, "last", "before the first"),
        ({"first": "2020-03-02"}, "last", "up to which day"),
        ({"last": "2020-03-02"}, "first", "from which day"),
        ({"first": "0001-01-01", "last": "2020-01-01"}, "first", "so long ago"),
        ({"as_of": "2099-01-01T00:00"}, "as_of", "settled up to"),
        ({"as_of": "0001-01-01T00:00"}, "as_of", "so long ago"),
        (
            {"first": "2019-01-01", "last": "2020-12-31", "by": "day"},
            "by",
            "at most 400 days",
        ),
        ({"organization_name": "nobody"}, "organization_name", "none of this name"),
        ({"site_name": "nowhere"}, "site_name", "none of this name"),
        ({"site_name": "\0"}, "site_name", "Null characters"),
        ({"site": "nowhere"}, "site_name", "none of this name"),
        ({"year": "20200"}, "year", "2200"),
        ({"year": "soon"}, "year", "whole number"),
        ({"first": "soon", "last": "2020-01-01"}, "first", "valid date"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(asked, field, words, busy_city, ask):
    page = ask(**asked)

    assert page.status_code == 200
    assert "answer" in page.context
    assert page.context["answer"] is None
    assert words in page.context["form"].errors[field][0]
    assert f'id="id_{field}_error"' in page.content.decode()
    # The file leads to the page that says so.
    to_page = ask(FILE, **asked)
    assert to_page.status_code == 302
    assert to_page["Location"].startswith(f"{REPORT}?")


def test_a_name_chooses_and_several_are_offered(busy_city, ask):
    make_organization("队9号")
    page = ask(year=2020, organization_name="队9号")
    assert page.context["question"].organizations is not None
    assert [one.label for one in page.context["filters"]] == ["队9号"]

    page = ask(year=2020, organization_name="队")
    (first, *_rest) = page.context["form"].candidates["organization_name"]
    chosen = ask(f"{REPORT}{first.url}")
    assert [one.label for one in chosen.context["filters"]] == [first.label]
    assert "organization_name" not in first.url


def test_a_whole_name_chooses_even_where_others_contain_it(busy_city, ask):
    make_organization("队1号")
    page = ask(year=2020, organization_name="队1")
    assert [one.label for one in page.context["filters"]] == ["队1"]
