"""An organization says how it has insured those who serve with it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.behind_the_back import refused_by
from tests.factories import NOON
from tests.hours.at_the_desk import signed_in, text
from volunteers.credential_errors import EndsBeforeItBegins, HasRunOut, StatedAlready
from volunteers.errors import NotItsAdministrator
from volunteers.insurance import Terms, covering, uncovered
from volunteers.models import InsurancePolicy
from volunteers.rules import organizations as rules

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2020, 3, 1), date(2021, 2, 28)


def insure(organization, by, **said):
    known = {
        "insurer": "中国人寿",
        "number": "PEAC2020320700001",
        "covers_from": FIRST,
        "covers_until": LAST,
        "people": 200,
        "hazard": True,
    }
    terms = Terms(**known | said)
    return rules.insure(organization=organization, terms=terms, by=by, at=NOON)


@pytest.mark.parametrize(
    ("on", "covers"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_it_covers_from_its_first_to_its_last_day(association, zhao, on, covers):
    policy = insure(association, zhao)
    assert uncovered(policy.pk, [on]) == (set() if covers else {on})
    assert (covering(association, on=on) == policy) == covers


def test_danger_has_to_be_covered(association, beach_team, zhao):
    policy = insure(association, zhao, hazard=False)
    assert uncovered(policy.pk, [FIRST]) == uncovered(None, [FIRST]) == {FIRST}
    assert covering(association, on=FIRST) == policy
    assert covering(beach_team, on=FIRST) is None


def test_taken_back_it_covers_nobody(association, zhao):
    policy = insure(association, zhao)
    rules.take_insurance_back(policy=policy, by=zhao, at=NOON)
    assert uncovered(policy.pk, [FIRST]) == {FIRST}
    assert insure(association, zhao).pk != policy.pk
    with refused_by("insurance_stays_as_it_was_stated"):
        InsurancePolicy.objects.filter(pk=policy.pk).update(taken_back_at=None)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"covers_until": date(2020, 2, 28)}, EndsBeforeItBegins),
        (
            {"covers_from": date(2019, 1, 1), "covers_until": date(2020, 3, 5)},
            HasRunOut,
        ),
    ],
)
def test_nonsense_is_refused(association, zhao, said, why):
    with pytest.raises(why):
        insure(association, zhao, **said)


def test_the_same_is_stated_once_and_by_its_head(association, zhao, hu, wang):
    policy = insure(association, zhao)
    for said in ({}, {"people": 201}, {"covers_until": date(2022, 1, 1)}):
        with pytest.raises(StatedAlready):
            insure(association, zhao, **said)
    for by in (hu, wang):
        with pytest.raises(NotItsAdministrator):
            insure(association, by, number="2")
        with pytest.raises(NotItsAdministrator):
            rules.take_insurance_back(policy=policy, by=by, at=NOON)


def test_the_database_holds_it(association, zhao):
    policy = insure(association, zhao)
    own = InsurancePolicy.objects.filter(pk=policy.pk)
    for changed in (
        {"hazard": False},
        {"people": 1},
        {"covers_until": date(2030, 1, 1)},
    ):
        with refused_by("insurance_stays_as_it_was_stated"):
            own.update(**changed)
    with refused_by("insurance_is_never_deleted"):
        own._raw_delete("default")


# The page


@pytest.fixture
def here(association):
    return f"/organizations/{association.pk}/insurance/"


def typed(**said):
    today = timezone.localdate()
    known = {
        "insurer": "中国人寿",
        "number": "PEAC2026320700001",
        "covers_from": str(today - timedelta(days=9)),
        "covers_until": str(today + timedelta(days=300)),
        "people": "120",
        "hazard": "on",
    }
    return known | said


@pytest.mark.parametrize(
    ("language", "none", "shown"),
    [
        (
            "en",
            "No policy is stated.",
            ["covers today", "for 120 people", "also dangerous service"],
        ),
        ("zh-hans", "尚未填报保险", ["今日有效", "120 人", "含有危险的服务"]),
    ],
)
def test_zhao_states_one_and_everybody_reads_it(
    zhao, hu, wang, association, here, client, language, none, shown
):
    head = signed_in(zhao, language)
    public = f"/organizations/{association.pk}/"
    assert none in text(head.get(here))
    assert here in head.get(public).content.decode()

    page = text(head.post(here, typed(), follow=True))
    for said in (*shown, "PEAC2026320700001"):
        assert said in page
    for reader in (hu, wang):
        assert "PEAC2026320700001" in text(signed_in(reader).get(here))
    page = text(client.get(public))
    assert "中国人寿" in page
    assert "PEAC2026320700001" not in page
    assert here not in page

    one = InsurancePolicy.objects.get()
    assert none in text(head.post(here, {"take_back": str(one.pk)}, follow=True))
    again = head.post(here, {"take_back": str(one.pk)})
    assert again.status_code == 404


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"insurer": ""}, "Please complete this."),
        ({"people": "0"}, "greater than or equal to 1"),
        ({"covers_from": "soon"}, "Please write a date"),
        ({"covers_until": "2020-01-01"}, "The last day may not lie before the first."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(zhao, here, said, why):
    page = signed_in(zhao).post(here, typed(**said))
    assert page.status_code == 422
    assert why in text(page)
    assert "PEAC2026320700001" in text(page)
    assert not InsurancePolicy.objects.exists()


def test_others_state_nothing(hu, wang, lin, stranger, here):
    for account, reads in ((hu, 200), (wang, 200), (lin.account, 404), (stranger, 404)):
        client = signed_in(account)
        page = client.get(here)
        assert page.status_code == reads
        assert "State a policy" not in text(page)
        assert client.post(here, typed()).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_often_for_many_as_for_one(
    zhao, association, here, count, django_assert_num_queries
):
    for n in range(count):
        insure(association, zhao, number=str(n))
    client = signed_in(zhao)
    client.get(here)
    with django_assert_num_queries(6):
        client.get(here)
