"""Two records seem alike, and staff say that they are two people."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from city import errors, likeness, rules
from city.models import Likeness, Merge, TwoPeople, TwoPeopleEvent
from hours.errors import ReasonNeeded
from tests.behind_the_back import refused_by
from tests.factories import EVENING, NOON, make_volunteer
from tests.racing import in_background
from volunteers.models import Volunteer

pytestmark = [pytest.mark.database, pytest.mark.django_db]
MERGES, APART = "/city/merges/", "/city/merges/two-people/"
WHY = "Twins: two cards, two faces"


@pytest.fixture
def lin2(lin):
    """Somebody of the same name, birth date and phone: Lin's twin, as it turns out."""
    twin = make_volunteer("lin2", name=lin.name)
    Volunteer.objects.filter(pk=twin.pk).update(phone_hash=lin.phone_hash)
    likeness.find()
    return twin


@pytest.fixture
def say(wang, lin, lin2):
    def _say(one=lin, other=lin2, by=wang, reason=WHY, at=NOON):
        return rules.set_apart(one=one, other=other, reason=reason, by=by, at=at)

    return _say


@pytest.fixture
def put_together(wang, lin, lin2):
    def _merge():
        about = {"choices": {}, "sign_in": "kept", "reason": "One person"}
        return rules.merge(given=lin2, kept=lin, by=wang, at=EVENING, **about)

    return _merge


def as_(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def of(one, other, act=""):
    return f"/city/records/{one.number}/and/{other.number}/{act}"


def offered(account):
    return as_(account).get(MERGES).context["likely"]


# The rule


def test_what_is_said_to_be_two_people_is_offered_no_more(wang, lin, say):
    assert offered(wang)

    say()
    likeness.find()

    assert not offered(wang)
    assert not likeness.likenesses_of(lin)
    assert Likeness.objects.exists()  # they are as alike as before


def test_taken_back_they_are_offered_again(wang, say, put_together):
    said = rules.take_back(said=say(), by=wang, at=EVENING)

    assert (said.taken_back_by, said.taken_back_at) == (wang, EVENING)
    assert offered(wang)
    assert put_together().is_finished


def test_two_people_are_not_put_together(say, put_together):
    say()
    with pytest.raises(errors.SaidToBeTwo):
        put_together()
    assert not Merge.objects.exists()


def test_said_again_it_stays_as_it_was_said_first(wang, lin, lin2, say):
    first = say()
    assert say(one=lin2, other=lin, reason="Another", at=EVENING) == first
    back = rules.take_back(said=first, by=wang, at=EVENING)
    again = rules.take_back(said=first, by=wang, at=NOON)
    assert again.taken_back_at == back.taken_back_at == EVENING
    assert say() != first
    assert TwoPeople.objects.count() == 2


def test_it_holds_whatever_changes_in_the_records(wang, lin, lin2, say):
    say()
    Volunteer.objects.filter(pk=lin2.pk).update(phone_hash=b"another")
    likeness.find()
    Volunteer.objects.filter(pk=lin2.pk).update(phone_hash=lin.phone_hash)
    likeness.find()
    assert not offered(wang)


def test_only_the_city_says_so_with_a_reason_and_not_of_itself(
    wang, zhao, he, lin, say
):
    for nobody in (zhao, he, lin.account):
        with pytest.raises(errors.NotForTheCity):
            say(by=nobody)
    with pytest.raises(ReasonNeeded):
        say(reason=" ")
    with pytest.raises(errors.OneRecord):
        say(other=lin)
    with pytest.raises(errors.OwnRecord):
        say(other=wang.volunteer)
    with pytest.raises(errors.NotForTheCity):
        rules.take_back(said=say(), by=he, at=EVENING)


def test_of_a_record_that_was_given_up_nothing_is_said(say, put_together):
    put_together()
    with pytest.raises(errors.RecordClosed):
        say()


def test_nothing_of_it_is_changed_or_deleted(wang, lin, lin2, say):
    said = TwoPeople.objects.filter(pk=say().pk)
    with refused_by("two_people_are_only_taken_back"):
        said.update(reason="Other")
    with refused_by("two_people_are_never_deleted"):
        said._raw_delete("default")
    with refused_by("two_people_are_taken_back_by_somebody"):
        said.update(taken_back_at=EVENING)
    with refused_by("two_people_are_said_once"):
        TwoPeople.objects.create(one=lin, other=lin2, reason=WHY, by=wang, at=NOON)
    with refused_by("two_people_older_record_first"):
        TwoPeople.objects.create(one=lin2, other=lin, reason=WHY, by=wang, at=NOON)
    said.update(taken_back_at=EVENING, taken_back_by=wang)
    with refused_by("two_people_are_only_taken_back"):
        said.update(taken_back_at=None, taken_back_by=None)


@pytest.mark.django_db(transaction=True)
def test_who_puts_them_together_waits_for_who_says_they_are_two(
    lin, lin2, say, put_together
):
    with transaction.atomic():
        say()
        merging = in_background(put_together)
        assert merging.waits()
    with pytest.raises(errors.SaidToBeTwo):
        merging.result()


# The pages


def test_staff_say_so_beside_both_records_and_take_it_back(wang, lin, lin2):
    browser = as_(wang)
    assert "Or are they two people?" in browser.get(of(lin, lin2)).text

    done = browser.post(
        of(lin2, lin, "set-apart/"), {"apart-reason": f" {WHY} "}, follow=True
    )

    assert done.redirect_chain == [(MERGES, 302)]
    assert "Noted. These two are not offered any more." in done.text
    said = TwoPeople.objects.get()
    assert (said.one, said.other, said.by, said.reason) == (lin, lin2, wang, WHY)
    page = browser.get(of(lin, lin2))
    assert WHY in page.text
    assert page.context["form"] is None
    for one in (lin, lin2):
        told = browser.get(f"/city/volunteers/{one.number}/").text
        assert f"{lin.number} and {lin2.number} were said to be two people" in told

    back = browser.post(of(lin, lin2, "take-back/"), follow=True)
    assert back.redirect_chain == [(of(lin, lin2), 302)]
    assert back.context["form"] is not None
    again = browser.post(of(lin, lin2, "take-back/"), follow=True)
    assert "Taken back" not in again.text


@pytest.mark.parametrize("reason", ["", " ", "a\0b", "x" * 501])
def test_a_reason_that_will_not_do_is_said_and_kept(wang, lin, lin2, reason):
    page = as_(wang).post(of(lin, lin2, "set-apart/"), {"apart-reason": reason})
    assert page.status_code == 422
    assert list(page.context["apart_form"].errors) == ["reason"]
    assert not page.context["form"].errors
    assert not TwoPeople.objects.exists()
    if len(reason) > 500:
        assert reason in page.text


def test_what_is_put_together_already_leads_there(wang, lin, lin2, put_together):
    merge = put_together()
    page = as_(wang).post(of(lin, lin2, "set-apart/"), {"apart-reason": WHY})
    assert page.url == f"{MERGES}{merge.pk}/"


def test_of_ones_own_record_somebody_else_says_it(wang, lin):
    mine = wang.volunteer
    page = as_(wang).post(of(mine, lin, "set-apart/"), {"apart-reason": WHY})
    assert page.status_code == 403
    assert "somebody else of the city acts" in page.text
    assert as_(wang).get(of(mine, lin)).context["apart_form"] is None


def test_what_was_set_aside_is_read_with_who_and_why(wang, he, lin, say):
    assert "No pair was set aside yet." in as_(he).get(APART).text
    rules.take_back(said=say(), by=wang, at=EVENING)
    say(reason="Looked again")

    for reader in (wang, he):
        page = as_(reader).get(APART)
        assert "Looked again" in page.text
        assert WHY in page.text
        assert page.text.count("taken back") == 1
        assert lin.name not in page.text
    assert "王云台" in as_(he).get(APART).text
    assert f'href="{APART}"' in as_(he).get(MERGES).text
    chinese = as_(wang, "zh-hans").get(APART).text
    assert "已认定为两个人" in chinese


def test_an_auditor_reads_and_says_nothing(he, lin, lin2, say):
    assert as_(he).get(of(lin, lin2)).context["apart_form"] is None
    say()
    assert not as_(he).get(of(lin, lin2)).context["takes_back"]
    for act in ("set-apart/", "take-back/"):
        sent = as_(he).post(of(lin, lin2, act), {"apart-reason": WHY})
        assert sent.status_code == 404
    assert TwoPeople.objects.in_force().exists()


def test_for_nobody_else_it_exists(zhao, lin, lin2):
    assert as_(zhao).get(APART).status_code == 404
    assert as_(zhao).post(of(lin, lin2, "set-apart/")).status_code == 404
    assert as_(zhao).post(of(lin, lin2, "take-back/")).status_code == 404


def test_nothing_is_said_by_looking(wang, lin, lin2, say):
    for act in ("set-apart/", "take-back/"):
        assert as_(wang).get(of(lin, lin2, act)).status_code == 405
    assert as_(wang).get(f"{APART}?after=x").status_code == 400


def test_the_list_asks_as_often_for_thirty_as_for_one(wang, lin, say):
    browser = as_(wang)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(APART)
        return len(queries), page

    say()
    assert asked()[0] == 5
    for _n in range(30):
        say(other=make_volunteer())
    count, page = asked()
    assert (count, len(page.context["lines"])) == (5, 20)
    rest = browser.get(f"{APART}{page.context['older_url']}")
    assert len(rest.context["lines"]) == 11
    assert rest.context["older_url"] is None


# Its history


def test_who_said_it_is_in_the_history_of_both_and_no_business_of_theirs(
    wang, he, lin, lin2
):
    browser = as_(wang)
    browser.post(of(lin, lin2, "set-apart/"), {"apart-reason": WHY})
    browser.post(of(lin, lin2, "take-back/"))

    assert TwoPeopleEvent.objects.count() == 2
    assert not TwoPeopleEvent.objects.filter(new__has_key="reason").exists()
    for one in (lin, lin2):
        told = as_(he).get(f"/city/volunteers/{one.number}/changes/").text
        assert "Said to be two people" in told
        assert f"{lin.number} · {lin2.number}" in told
        assert "“Two people” taken back" in told
        assert "Registered twice" in told  # the page it was said on
    mine = as_(lin.account).get("/me/data/changes/").text
    assert lin2.number not in mine
    assert "two people" not in mine.lower()
