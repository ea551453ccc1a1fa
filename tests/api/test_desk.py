"""The desk over the API: what waits for somebody in office, and how it is decided."""

import pytest
from django.utils import timezone

from tests.api.calls import V1, problem, signed_in
from tests.factories import appoint, make_organization, make_volunteer
from tests.hours.at_the_desk import roster, yesterday
from tests.hours.test_desk_levels import VERY_LONG, long_day, long_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation(association):
    association.parent = make_organization("连云港市志愿者总会")
    association.save()
    return association.parent


@pytest.fixture
def xu(federation):
    return appoint(make_volunteer("xu", name="徐总会").account, "approver", federation)


def waiting(account, **asked):
    answer = signed_in(account).get(f"{V1}/desk/", asked)
    assert answer.status_code == 200, answer.content
    return [one["id"] for one in answer.json()["results"]]


def decided(account, **wanted):
    act = {"decision": "approve", "filter": wanted}
    answer = signed_in(account).post(f"{V1}/decisions/", act)
    assert answer.status_code == 200, answer.content
    return answer.json()["decided"]


def ids(*sessions):
    return [str(one.pk) for one in sessions]


def test_the_federation_lists_and_decides_what_comes_up(
    association, beach_team, federation, xu, zhao, wang
):
    beach_team.parent = federation
    beach_team.save()
    usual = roster(association, 1, at=timezone.now(), start=yesterday())
    long = [long_day(association), long_day(beach_team)]
    city = long_day(association, minutes=VERY_LONG)
    above = {"parent": str(federation.pk), "level": "parent"}

    assert waiting(xu) == waiting(xu, **above) == ids(*long)
    assert waiting(xu, organization=str(beach_team.pk)) == ids(long[1])
    assert waiting(zhao, level="organization") == ids(*usual)
    assert waiting(zhao) == ids(*usual, long[0], city)
    assert waiting(wang) == waiting(wang, level="city") == ids(city)
    assert waiting(wang, parent=str(federation.pk)) == ids(*usual, *long, city)

    assert decided(xu, **above, expect=2) == 2
    assert decided(wang, level="city", expect=1) == 1
    assert waiting(xu) == waiting(wang) == []


def test_what_has_waited_too_long_below_is_asked_for_by_that(
    association, federation, xu, zhao
):
    (late,) = long_waiting(association)
    long_day(association)

    assert waiting(xu, overdue="true") == ids(late)
    assert waiting(xu, overdue="true", parent=str(federation.pk)) == ids(late)
    assert decided(xu, overdue=True, parent=str(federation.pk), expect=1) == 1


@pytest.mark.parametrize(
    ("name", "value", "refusal"),
    [
        ("status", "approved", (422, "unknown_filter")),
        ("level", "nation", (400, "invalid")),
        ("parent", "x", (400, "invalid")),
        ("overdue", "perhaps", (400, "invalid")),
    ],
)
def test_what_it_is_not_narrowed_by_is_refused(as_zhao, name, value, refusal):
    answer = as_zhao.get(f"{V1}/desk/", {name: value})
    assert problem(answer) == refusal
    assert name in answer.content.decode()


def test_its_pages_go_on_from_the_longest_waiting(as_zhao, association):
    some = roster(association, 3, at=timezone.now(), start=yesterday())
    seen, url = [], f"{V1}/desk/?page_size=2"
    while url:
        page = as_zhao.get(url).json()
        seen += [one["id"] for one in page["results"]]
        url = page["next"]
    assert seen == ids(*sorted(some, key=lambda one: (one.submitted_at, one.pk)))


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("asked", ["own", "overdue"])
def test_it_asks_as_much_for_thirty_as_for_one(
    association, federation, xu, zhao, django_assert_num_queries, count, asked
):
    if asked == "own":
        roster(association, count, at=timezone.now(), start=yesterday())
    else:
        long_waiting(association, count)
    caller = signed_in(zhao if asked == "own" else xu)
    with django_assert_num_queries(7):
        page = caller.get(f"{V1}/desk/").json()
    assert len(page["results"]) == count
