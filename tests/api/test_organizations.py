import pytest

from tests.api.calls import V1, problem, signed_in
from tests.factories import make_organization
from volunteers.models import Organization

READING_CLUB = {
    "name": "海州读书会",
    "kind": "group",
    "sponsor": "海州区图书馆",
    "district": "320706",
}


def apply(caller, **changes):
    return caller.post(f"{V1}/organizations/", READING_CLUB | changes)


def test_anyone_reads_the_public_facts(nobody, association):
    (line,) = nobody.get(f"{V1}/organizations/").json()["results"]
    assert line == {
        "id": str(association.pk),
        "name": "海州青年志愿者协会",
        "kind": "group",
        "status": "active",
        "uscc": None,
        "sponsor": "海州区团委",
        "district": "320706",
        "site": None,
        "parent": None,
        "successor": None,
        "joining": "reviewed",
    }
    assert nobody.get(f"{V1}/organizations/{association.pk}/").json() == line


def test_lin_applies_and_only_she_sees_it(nobody, as_lin, as_mei, lin):
    answer = apply(as_lin)
    assert (answer.status_code, answer.json()["status"]) == (201, "pending")

    one = f"{V1}/organizations/{answer.json()['id']}/"
    assert nobody.get(f"{V1}/organizations/").json()["results"] == []
    assert problem(nobody.get(one)) == (404, "not_found")
    assert problem(as_mei.get(one)) == (404, "not_found")

    # Whoever founds it is its administrator and approver.
    as_lin = signed_in(type(lin.account).objects.get(pk=lin.account.pk))
    assert as_lin.get(one).json()["status"] == "pending"
    offices = as_lin.get(f"{V1}/me/").json()["appointments"]
    assert sorted(office["role"] for office in offices) == ["admin", "approver"]


def test_a_stranger_may_not_apply(nobody):
    assert problem(apply(nobody)) == (401, "not_authenticated")


def test_a_credit_code_is_checked_and_stands_once(as_lin, as_mei):
    coded = {"kind": "registered", "sponsor": ""}
    wrong = apply(as_lin, **coded, uscc="53320706MJ56789010")
    assert list(wrong.json()["errors"]) == ["uscc"]

    good = "53320706MJ56789011"
    assert apply(as_lin, **coded, uscc=good).json()["uscc"] == good
    again = apply(as_mei, **coded, uscc=good.lower())
    assert problem(again) == (409, "organization_known")
    assert Organization.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "registered"}, "uscc"),
        ({"sponsor": ""}, "sponsor"),
        ({"kind": "site"}, "site"),
        ({"district": "310000"}, "district"),
        ({"district": 5}, "district"),
        ({"name": ""}, "name"),
        ({"name": "读\0书会"}, "name"),
    ],
)
def test_what_is_malformed_is_said_by_field(as_lin, changes, field):
    answer = apply(as_lin, **changes)
    assert problem(answer) == (400, "invalid")
    assert list(answer.json()["errors"]) == [field]


def test_pages_follow_each_other_through_equal_names(nobody, db):
    made = [make_organization("净滩队") for _ in range(5)]
    seen, url = [], f"{V1}/organizations/?page_size=2"
    while url:
        page = nobody.get(url).json()
        seen += [line["id"] for line in page["results"]]
        last, url = page, page["next"]
    assert seen == sorted(str(one.pk) for one in made)

    # And back again.
    back = nobody.get(last["previous"]).json()
    assert [line["id"] for line in back["results"]] == seen[2:4]
    first = nobody.get(back["previous"]).json()
    assert [line["id"] for line in first["results"]] == seen[:2]
    assert first["previous"] is None
    assert first["next"]


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0:1abc:def", "\0"])
def test_a_cursor_that_is_none_is_malformed(nobody, db, cursor):
    answer = nobody.get(f"{V1}/organizations/", {"cursor": cursor})
    assert problem(answer) == (400, "invalid")
    assert list(answer.json()["errors"]) == ["cursor"]


@pytest.mark.parametrize("size", ["0", "-1", "x", "9" * 5000])
def test_a_page_size_that_is_none_is_the_usual_one(nobody, association, size):
    answer = nobody.get(f"{V1}/organizations/", {"page_size": size})
    assert len(answer.json()["results"]) == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_takes_two_queries(nobody, db, rows, django_assert_num_queries):
    parent = make_organization("总队")
    for _ in range(rows - 1):
        make_organization("净滩队", parent=parent)
    with django_assert_num_queries(2):  # the limit, the page
        nobody.get(f"{V1}/organizations/")
