"""The page on which an organization's head is stricter than the city."""

from datetime import timedelta

import pytest
from django.utils import timezone

from city.reports.elsewhere import elsewhere
from hours.limits import limits
from hours.models import OrganizationLimit
from hours.models.limits import STRICTER
from policies.models import Policy
from tests.api import calls
from tests.city.test_policies import last_month  # noqa: F401 - a fixture
from tests.hours.at_the_desk import signed_in, text

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
CODE = "day_minutes_organization"


@pytest.fixture
def numbers(association):
    return f"/organizations/{association.pk}/limits/"


@pytest.fixture
def as_zhao(zhao):
    return signed_in(zhao)


def put(client, url, value, *, on=TOMORROW, **more):
    form = {"value": str(value), "holds_from": str(on), **more}
    return client.post(url, form, follow="try" not in more)


def held(organization, value, *, days):
    OrganizationLimit.objects.create(
        organization=organization,
        code=CODE,
        value=value,
        holds_from=TODAY - timedelta(days=days),
    )


# Over the API


@pytest.fixture
def limits_url(association):
    return f"{calls.V1}/organizations/{association.pk}/limits/"


def test_a_program_is_stricter_and_takes_it_away_again(zhao, hu, he, limits_url):
    caller = calls.signed_in(zhao)
    named = {"code": CODE, "holds_from": str(TOMORROW)}
    answer = caller.post(limits_url, named | {"value": 360}, format="json")
    assert answer.status_code == 201
    said = answer.json()
    assert said["to_come"] == [{"value": 360, "holds_from": str(TOMORROW)}]
    assert (said["value"], said["city"], said["own"]) == (480, 480, None)

    for reader in (hu, he):
        found = calls.signed_in(reader).get(limits_url).json()["results"]
        assert said in found
        assert [one["code"] for one in found] == list(STRICTER)

    away = f"{limits_url}take-away/"
    assert caller.post(away, named, format="json").json()["to_come"] == []
    assert caller.post(away, named, format="json").status_code == 404


def test_what_binds_today_is_said_with_its_own(zhao, association, limits_url):
    held(association, 300, days=5)
    found = calls.signed_in(zhao).get(limits_url).json()["results"]
    (own,) = (one for one in found if one["code"] == CODE)
    since = str(TODAY - timedelta(days=5))
    assert own["own"] == {"value": 300, "holds_from": since}
    assert (own["value"], own["city"]) == (300, 480)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"holds_from": str(TODAY)}, "holds_already"),
        ({"value": 481}, "looser_than_the_city"),
        ({"code": "undo_minutes"}, "invalid"),
    ],
)
def test_what_is_looser_or_too_late_is_refused_over_the_api(
    zhao, limits_url, wrong, code
):
    said = {"code": CODE, "value": 360, "holds_from": str(TOMORROW)} | wrong
    answer = calls.signed_in(zhao).post(limits_url, said, format="json")
    assert calls.problem(answer)[1] == code
    assert not OrganizationLimit.objects.exists()


def test_of_what_holds_nothing_is_taken_away_over_the_api(
    zhao, association, limits_url
):
    held(association, 300, days=5)
    named = {"code": CODE, "holds_from": str(TODAY - timedelta(days=5))}
    answer = calls.signed_in(zhao).post(f"{limits_url}take-away/", named, format="json")
    assert calls.problem(answer)[1] == "holds_already"


def test_others_neither_read_nor_set_them_over_the_api(
    hu, wang, he, stranger, lin, limits_url
):
    said = {"code": CODE, "value": 360, "holds_from": str(TOMORROW)}
    for account, reads, sets in (
        (hu, 200, 404),
        (wang, 200, 404),
        (he, 200, 404),
        (stranger, 404, 404),
        (lin.account, 404, 403),
    ):
        caller = calls.signed_in(account)
        assert caller.get(limits_url).status_code == reads
        assert caller.post(limits_url, said, format="json").status_code == sets


# On the pages


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Stricter numbers", "480 minutes (8 h)", "The city"]),
        ("zh-hans", ["更严的参数", "480 分钟"]),
    ],
)
def test_the_numbers_stand_beside_the_city_s(
    zhao, numbers, association, language, words
):
    client = signed_in(zhao, language)
    assert numbers in client.get(f"/organizations/{association.pk}/").content.decode()
    page = text(client.get(numbers))
    for said in words:
        assert said in page
    assert page.count(f'href="{numbers}') == 4


def test_zhao_sets_one_and_takes_it_away(as_zhao, numbers, association, wang, hu):
    page = put(as_zhao, f"{numbers}{CODE}/", 360)
    assert "Set. It holds from that day on." in text(page)
    assert "set by you" in text(page)
    assert limits(association.pk, on=TOMORROW)[CODE] == 360
    assert "as in the whole city" in text(page)
    # The city and those who approve read it.
    for reader in (wang, hu):
        assert "360 minutes (6 h)" in text(signed_in(reader).get(numbers))

    one = OrganizationLimit.objects.get()
    page = as_zhao.post(f"{numbers}{CODE}/", {"take_away": str(one.pk)}, follow=True)
    assert "Taken away." in text(page)
    again = as_zhao.post(f"{numbers}{CODE}/", {"take_away": str(one.pk)})
    assert again.status_code == 404
    changes = text(as_zhao.get(f"/organizations/{association.pk}/changes/"))
    for said in ("A number of the organization set", "taken away", "360"):
        assert said in changes


def test_what_holds_is_told_with_the_city_s_beside_it(as_zhao, numbers, association):
    held(association, 360, days=9)
    page = text(as_zhao.get(f"{numbers}{CODE}/"))
    assert "360 minutes (6 h)" in page
    assert "480 minutes (8 h)" in page
    assert "since " in page
    # The city becomes stricter, and its number holds.
    Policy.objects.create(code=CODE, value=300, holds_from=TODAY)
    page = text(as_zhao.get(numbers))
    assert page.count("300 minutes (5 h)") == 2
    assert "360 minutes" not in page
    page = text(as_zhao.get(f"{numbers}{CODE}/"))
    assert "the city is stricter by now" in page
    assert "360 minutes (6 h)" in page


@pytest.mark.parametrize(
    ("value", "on", "said"),
    [
        ("481", TOMORROW, "Yours may only be stricter."),
        ("360", TODAY, "Please choose a later day."),
        ("", TOMORROW, "Please complete this."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    as_zhao, numbers, value, on, said
):
    page = put(as_zhao, f"{numbers}{CODE}/", value, on=on)
    assert page.status_code == 422
    assert said in text(page)
    assert f'value="{value}"' in text(page) or not value
    assert not OrganizationLimit.objects.exists()


def test_others_set_nothing_and_find_no_page(numbers, hu, wang, lin, stranger, as_zhao):
    for account, reads in ((hu, 200), (wang, 200), (lin.account, 404), (stranger, 404)):
        client = signed_in(account)
        assert client.get(f"{numbers}{CODE}/").status_code == reads
        assert put(client, f"{numbers}{CODE}/", 360).status_code == 404
    for none in ("undo_minutes", "moon"):
        assert as_zhao.get(f"{numbers}{none}/").status_code == 404
        assert put(as_zhao, f"{numbers}{none}/", 1).status_code == 404


def test_trying_counts_the_organization_s_own(
    as_zhao,
    numbers,
    association,
    beach_team,
    last_month,  # noqa: F811
):
    def shifts(value, organization):
        found = elsewhere(
            code=CODE, value=value, today=TODAY, organization=organization.pk
        )
        return {(one.now, one.tried): one.sessions for one in found.shifts}, found.total

    assert shifts(300, association) == ({("organization", "parent"): 2}, 3)
    assert shifts(300, beach_team) == ({}, 1)
    page = put(as_zhao, f"{numbers}{CODE}/", 420, **{"try": "1"})
    assert "from the organization to the organization above" in text(page)
    assert "Of 3 sessions served from" in text(page)
    assert not OrganizationLimit.objects.exists()


def test_the_city_tries_beside_what_organizations_hold_already(
    association,
    last_month,  # noqa: F811
):
    held(association, 300, days=90)
    # Its sessions over 300 go up as it is; the city's 420 changes nothing for them.
    assert elsewhere(code=CODE, value=420, today=TODAY).shifts == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_often_for_many_rows_as_for_one(
    as_zhao, numbers, count, django_assert_num_queries
):
    for n in range(count):
        put(as_zhao, f"{numbers}{CODE}/", 420 - n, on=TOMORROW + timedelta(days=n))
    with django_assert_num_queries(9):
        as_zhao.get(numbers)
