"""Papers the law wants for some service: stated by oneself, seen by an official."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.behind_the_back import refused_by
from tests.factories import NOON
from tests.hours.at_the_desk import signed_in, text
from tests.hours.rosters import join
from volunteers import rules
from volunteers.credential_errors import (
    EndsBeforeItBegins,
    HasRunOut,
    NotYoursToConfirm,
    StatedAlready,
    TooManyCredentials,
)
from volunteers.credentials import held_by, holds_credential
from volunteers.models import Credential, CredentialKind, Volunteer
from volunteers.rules.credentials import MOST

pytestmark = pytest.mark.django_db

MINE = "/me/credentials/"
MARCH = date(2020, 3, 1)
A_YEAR_ON = date(2021, 2, 28)


def state(volunteer, *, kind="nurse", number="2020 3207 0001", **said):
    known = {
        "issuer": "连云港市卫生健康委员会",
        "valid_from": MARCH,
        "valid_until": A_YEAR_ON,
        "by": volunteer.account,
        "at": NOON,
    }
    known |= said
    named = CredentialKind.objects.get(pk=kind)
    return rules.state_credential(
        volunteer=volunteer, kind=named, number=number, **known
    )


def confirm(credential, by, at=NOON):
    rules.confirm_credential(credential=credential, by=by, at=at)
    credential.refresh_from_db()


@pytest.fixture
def member(association, lin):
    join(association, lin)
    return lin


# Stating, and who has seen it


def test_it_counts_from_when_somebody_has_seen_it(member, zhao, association):
    credential = state(member)
    assert credential.number_ends == "0001"
    assert not holds_credential(member, "nurse", MARCH)

    confirm(credential, zhao)
    assert (credential.confirmed_by, credential.confirmed_for) == (zhao, association)
    assert holds_credential(member, "nurse", MARCH)
    assert not holds_credential(member, "doctor", MARCH)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (MARCH - timedelta(days=1), False),
        (MARCH, True),
        (A_YEAR_ON, True),
        (A_YEAR_ON + timedelta(days=1), False),
    ],
)
def test_it_holds_from_its_first_to_its_last_day(member, wang, on, holds):
    confirm(state(member), wang)
    assert holds_credential(member, "nurse", on) == holds
    assert held_by([member.pk], ["nurse"]).holds(member.pk, "nurse", on) == holds


def test_one_that_does_not_run_out_holds_on(lin, wang):
    confirm(state(lin, kind="teacher", valid_until=None), wang)
    assert holds_credential(lin, "teacher", date(2050, 1, 1))


def test_taken_back_it_says_nothing_any_more(lin, wang):
    credential = state(lin)
    confirm(credential, wang)
    rules.take_credential_back(credential=credential, at=NOON)
    assert not holds_credential(lin, "nurse", MARCH)
    assert state(lin).pk != credential.pk  # and can be stated anew


def test_what_was_stated_of_a_record_given_up_goes_on(lin, mei, wang):
    confirm(state(mei), wang)
    Volunteer.objects.filter(pk=mei.pk).update(merged_into=lin, status="closed")
    assert holds_credential(lin, "nurse", MARCH)
    held = held_by([lin.pk], ["nurse"])
    assert held.holds(lin.pk, "nurse", MARCH)


def test_what_was_stated_of_a_record_given_up_can_still_be_seen(lin, mei, wang):
    stated = state(mei)
    Volunteer.objects.filter(pk=mei.pk).update(merged_into=lin, status="closed")
    confirm(Credential.objects.get(pk=stated.pk), wang)
    assert holds_credential(lin, "nurse", MARCH)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"valid_until": date(2020, 2, 28)}, EndsBeforeItBegins),
        (
            {"valid_from": date(2019, 1, 1), "valid_until": date(2020, 3, 5)},
            HasRunOut,
        ),
    ],
)
def test_nonsense_is_refused(lin, said, why):
    with pytest.raises(why):
        state(lin, **said)


def test_the_same_is_stated_once_and_twenty_at_most(lin):
    state(lin)
    with pytest.raises(StatedAlready):
        state(lin)
    for n in range(1, MOST):
        state(lin, number=f"2020{n:04}x")
    with pytest.raises(TooManyCredentials):
        state(lin, kind="driver")


def test_nobody_confirms_their_own_or_a_stranger_s(
    association, member, mei, zhao, hu, qian, stranger, he
):
    of_lin, of_mei = state(member), state(mei)
    of_zhao = state(zhao.as_volunteer)
    for by in (member.account, hu, qian, stranger, he):
        with pytest.raises(NotYoursToConfirm):
            confirm(of_lin, by)
    for one in (of_mei, of_zhao):  # Mei is no member; Zhao's are Zhao's own
        with pytest.raises(NotYoursToConfirm):
            confirm(one, zhao)


def test_what_has_run_out_is_not_confirmed(lin, wang):
    credential = state(lin, valid_until=date(2020, 3, 10))
    late = NOON + timedelta(days=30)
    with pytest.raises(HasRunOut):
        confirm(credential, wang, at=late)


def test_seen_twice_it_stays_with_who_saw_it_first(member, zhao, wang):
    credential = state(member)
    confirm(credential, zhao)
    confirm(credential, wang)
    assert credential.confirmed_by == zhao


def test_the_database_holds_it(lin, mei, wang):
    credential = state(lin)
    own = Credential.objects.filter(pk=credential.pk)
    for changed in (
        {"kind_id": "doctor"},
        {"volunteer": mei},
        {"valid_until": None},
        {"number_ends": "9999"},
    ):
        with refused_by("credential_stays_as_it_was_stated"):
            own.update(**changed)
    confirm(credential, wang)
    with refused_by("credential_is_seen_once"):
        own.update(confirmed_by=None, confirmed_at=None)


# One's own page


def typed(**said):
    day = timezone.localdate()
    known = {
        "kind": "first_aid",
        "number": "AHA-2026-7788",
        "issuer": "连云港市红十字会",
        "valid_from": str(day - timedelta(days=9)),
        "valid_until": str(day + timedelta(days=700)),
    }
    return known | said


@pytest.mark.parametrize(
    ("language", "none", "shown"),
    [
        ("en", "You have stated none yet.", ["First-aid certificate", "not seen yet"]),
        ("zh-hans", "您还没有填报证书", ["急救员证", "尚未查验"]),
    ],
)
def test_lin_states_one_and_takes_it_back(lin, language, none, shown):
    client = signed_in(lin.account, language)
    assert none in text(client.get(MINE))
    assert MINE in client.get("/me/data/").content.decode()

    page = text(client.post(MINE, typed(), follow=True))
    for said in (*shown, "7788", "连云港市红十字会"):
        assert said in page
    assert "AHA-2026" not in page

    one = Credential.objects.get()
    assert none in text(client.post(MINE, {"take_back": str(one.pk)}, follow=True))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kind": ""}, "Please complete this."),
        ({"number": "12"}, "at least 4 characters"),
        ({"valid_from": "soon"}, "Please write a date"),
        ({"valid_until": "2020-01-01"}, "The last day may not lie before the first."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(lin, said, why):
    client = signed_in(lin.account)
    page = client.post(MINE, typed(**said))
    assert page.status_code == 422
    assert why in text(page)
    assert "连云港市红十字会" in text(page)
    assert not Credential.objects.exists()


def test_another_s_is_not_taken_back(lin, mei):
    credential = state(mei)
    client = signed_in(lin.account)
    for pk in (credential.pk, "x"):
        assert client.post(MINE, {"take_back": str(pk)}).status_code == 404
    credential.refresh_from_db()
    assert credential.taken_back_at is None


# At the desk


def page_of(person):
    return f"/people/{person.number}/credentials/"


@pytest.mark.parametrize("who", ["zhao", "wang"])
def test_an_official_confirms_what_they_are_shown(request, member, association, who):
    account = request.getfixturevalue(who)
    client = signed_in(account)
    links = {
        "zhao": f"/organizations/{association.pk}/people/{member.number}/",
        "wang": f"/city/volunteers/{member.number}/",
    }
    assert page_of(member) in client.get(links[who]).content.decode()
    assert "Nothing is stated." in text(client.get(page_of(member)))

    credential = state(
        member, at=timezone.now(), valid_until=None, valid_from=timezone.localdate()
    )
    page = client.get(page_of(member))
    assert links[who] in page.content.decode()
    assert "I have seen the paper" in text(page)
    assert member.name not in text(page)

    form = {"confirm": str(credential.pk)}
    page = text(client.post(page_of(member), form, follow=True))
    assert "paper seen" in page
    assert "I have seen the paper" not in page
    seen = "seen by the city" if who == "wang" else f"seen by {association.label}"
    assert seen in page


def test_others_find_no_such_page_and_auditors_only_read(
    member, mei, zhao, hu, stranger, he
):
    credential = state(
        member, at=timezone.now(), valid_until=None, valid_from=timezone.localdate()
    )
    form = {"confirm": str(credential.pk)}
    for account, reads in (
        *((hu, 404), (stranger, 404), (member.account, 404), (mei.account, 404)),
        (he, 200),
    ):
        client = signed_in(account)
        page = client.get(page_of(member))
        assert page.status_code == reads
        assert "I have seen the paper" not in text(page)
        assert client.post(page_of(member), form).status_code == 404
    for pk in ("", "x", str(state(mei).pk)):
        answer = signed_in(zhao).post(page_of(member), {"confirm": pk})
        assert answer.status_code == 404


# Leaving


def test_whoever_leaves_leaves_none_behind(lin):
    state(lin)
    rules.close_record(account=lin.account, volunteer=lin, by=lin.account, at=NOON)
    assert not Credential.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_asks_as_often_for_many_as_for_one(
    lin, count, django_assert_max_num_queries
):
    for n in range(count):
        state(lin, number=f"2020{n:04}x", valid_until=None)
    client = signed_in(lin.account)
    client.get(MINE)
    with django_assert_max_num_queries(7):
        client.get(MINE)
