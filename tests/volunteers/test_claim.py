"""Somebody an office registered takes over the record alone: phone, name, document."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from config.sms import memory
from tests.claims import (
    OTHER_PHONE,
    PHONE,
    accounts_at,
    claimant,
    make_center,
    make_managed,
)
from tests.codes import a_while_later, code_sent_to, words_sent_to
from tests.factories import appoint, make_account
from tests.families import born, signed_at_a_desk
from tests.racing import all_at_once
from tests.registering import CHEN, LAN, LANS_PHONE, ask, prove, register_on_the_page
from volunteers import rules
from volunteers.claim_errors import SignsInLater
from volunteers.consent_texts import FIRST_VERSION
from volunteers.errors import TogetherWithGuardian, TooManyTries, VisitADesk
from volunteers.models import Account, Guardian, Volunteer

pytestmark = pytest.mark.django_db

PASSPORT = {"name": "周阿婆", "document_type": "passport", "consent": "on"}


@pytest.fixture
def center(db):
    return make_center()


@pytest.fixture
def granny(center):
    return make_managed(center)


def claim(person, **changes):
    return rules.claim(claimant=claimant(person, **changes), at=timezone.now())


def proved(phone=PHONE):
    """A browser in which the code has been typed."""
    browser = Client()
    browser.post("/claim/", {"phone": phone.removeprefix("+86")})
    browser.post("/claim/prove/", {"code": code_sent_to(phone)})
    return browser


def said_by(person, **changes):
    number, born = person.document_number, person.birth_date.isoformat()
    return PASSPORT | {"document_number": number, "birth_date": born} | changes


def test_granny_takes_over_her_record(granny):
    browser = proved()

    page = browser.post("/claim/record/", said_by(granny), follow=True)

    granny.refresh_from_db()
    assert page.redirect_chain == [("/claimed/", 302)]
    assert granny.number in page.content.decode()
    assert browser.session["_auth_user_id"] == str(granny.account_id)
    assert granny.account.phone == granny.phone == PHONE
    assert not granny.account.has_usable_password()
    assert granny.identity == "unverified"


def test_she_agrees_herself_now_in_place_of_the_paper(granny):
    before = timezone.now()
    claim(granny)

    paper, own = granny.consents.order_by("given_at")
    assert (paper.version, own.version) == (f"paper {FIRST_VERSION}", FIRST_VERSION)
    assert paper.withdrawn_at == own.given_at >= before
    assert list(granny.consents.in_force()) == [own]


def test_without_a_yes_nothing_happens(granny):
    page = proved().post("/claim/record/", said_by(granny, consent=""))

    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"consent"}
    granny.refresh_from_db()
    assert granny.account is None


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "周阿公"},
        {"document_number": "E99999999"},
        {"document_type": "other"},
        {"birth_date": "1990-05-02"},
    ],
)
def test_any_difference_ends_at_a_desk(granny, changes):
    browser = proved()

    page = browser.post("/claim/record/", said_by(granny, **changes))

    assert page.status_code == 409
    assert granny.number not in page.content.decode()
    granny.refresh_from_db()
    assert granny.account is None
    # What was typed is there to be put right.
    again = browser.post("/claim/record/", said_by(granny, **changes) | {"again": "1"})
    assert changes.items() <= again.context["form"].initial.items()


def test_the_refusal_names_the_right_office_and_not_which_one(granny, center):
    page = proved().post("/claim/record/", said_by(granny, name="周阿公"))
    told = page.content.decode()

    assert "您登记时所在的站" in told
    assert center.name not in told
    assert "各级实践中心、所、站都能办" not in told


def test_a_phone_that_is_anothers_opens_nothing(center, granny):
    with pytest.raises(VisitADesk):
        claim(granny, phone=OTHER_PHONE)
    relative = make_managed(center, name="孙大爷", phone_is="relative")
    with pytest.raises(VisitADesk):
        claim(relative)


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_a_record_out_of_use_is_taken_over_by_nobody(granny, status):
    Volunteer.objects.update(status=status)
    with pytest.raises(VisitADesk):
        claim(granny)


def test_a_merged_record_is_taken_over_by_nobody(granny, lin):
    Volunteer.objects.filter(pk=granny.pk).update(status="closed", merged_into=lin)
    with pytest.raises(VisitADesk):
        claim(granny)


def test_again_is_the_same(granny):
    first = claim(granny)

    assert claim(granny) == first
    assert Account.objects.filter(pk=first.pk).count() == 1
    assert granny.consents.count() == 2


def test_who_signs_in_by_another_phone_is_no_answer_here(granny):
    Volunteer.objects.filter(pk=granny.pk).update(account=make_account("granny"))
    with pytest.raises(VisitADesk):
        claim(granny)


def test_five_tries_a_day(granny):
    for _ in range(5):
        with pytest.raises(VisitADesk):
            claim(granny, name="周阿公")
    with pytest.raises(TooManyTries):
        claim(granny)
    a_while_later()
    assert claim(granny)


def test_until_the_phone_is_proved_every_answer_is_the_same(granny, lin):
    lin.account.phone = OTHER_PHONE
    lin.account.save()
    answers = []
    for phone in (PHONE, OTHER_PHONE, "+8613900139003"):
        browser = Client()
        first = browser.post("/claim/", {"phone": phone.removeprefix("+86")})
        second = browser.get(first["Location"])
        page = second.content.decode().replace(second.context["to"], "")
        page = re.sub(r"[0-9A-Za-z]{64}", "", page)  # of the form
        answers.append((first.status_code, first["Location"], page))
    for one in answers[1:]:
        assert one[2].splitlines() == answers[0][2].splitlines()
    # Who signs in already is told so by the message, to the phone itself.
    assert "/login/" in words_sent_to(OTHER_PHONE)
    assert len(memory.outbox) == 3


def test_the_record_is_asked_for_after_the_phone_only(client, granny):
    for ask_for in (client.get, lambda url: client.post(url, said_by(granny))):
        assert ask_for("/claim/record/")["Location"] == "/claim/"
    assert client.get("/claim/prove/")["Location"] == "/claim/"


@pytest.mark.parametrize(
    ("years", "refused"), [(13, SignsInLater), (14, TogetherWithGuardian), (18, None)]
)
def test_the_age_is_that_of_the_day(center, years, refused):
    youth = make_managed(center, birth_date=born(years))
    if refused is None:
        assert claim(youth)
        return
    with pytest.raises(refused):
        claim(youth)


def test_from_fourteen_on_with_a_guardians_consent(center):
    youth = make_managed(center, birth_date=born(14))
    signed_at_a_desk(youth, timezone.now())

    assert claim(youth).volunteer == youth


def test_where_a_guardian_acts_it_takes_their_yes(center, lin):
    youth = make_managed(center, birth_date=born(15))
    signed_at_a_desk(youth, timezone.now())
    appoint(lin.account, "guardian", ward=youth)

    with pytest.raises(TogetherWithGuardian):
        claim(youth)


def test_a_guardians_phone_is_not_the_childs(center):
    youth = make_managed(center, birth_date=born(15))
    mother = signed_at_a_desk(youth, timezone.now())
    Guardian.objects.filter(pk=mother.pk).update(
        phone_hash=youth.phone_hash, phone_sealed=youth.phone_sealed
    )
    with pytest.raises(VisitADesk):
        claim(youth)


def test_who_registers_not_knowing_gets_the_record_there_is(client, center):
    known = make_managed(
        center, name=LAN["name"], phone=LANS_PHONE, document_type="passport"
    )
    known.document_number = "E12345678"
    known.save()

    page = register_on_the_page(client, consents=["honours"])

    known.refresh_from_db()
    assert page.redirect_chain == [("/claimed/", 302)]
    assert Volunteer.objects.get() == known
    assert known.account.check_password(LAN["password"])
    agreed = known.consents.in_force().values_list("purpose", "version")
    assert set(agreed) == {(one, FIRST_VERSION) for one in ("registration", "honours")}


@pytest.mark.parametrize(
    "changes",
    [{"phone": OTHER_PHONE}, {"phone_is": "relative"}, {"name": "兰花"}],
)
def test_who_registers_otherwise_meets_a_clerk(client, center, changes):
    known = make_managed(center, **{"name": LAN["name"], "phone": LANS_PHONE} | changes)
    known.document_number = "E12345678"
    known.save()

    page = register_on_the_page(client)

    assert page.status_code == 409
    known.refresh_from_db()
    assert known.account is None


def test_a_program_registers_into_the_record_there_is(center):
    api = APIClient()
    known = make_managed(
        center,
        name=CHEN["name"],
        phone="+8613800138000",
        document_type="resident_id",
    )
    known.document_number = CHEN["document_number"].upper()
    known.save()

    answer = prove(api, ask(api))

    assert (answer.status_code, answer.json()) == (201, {"number": known.number})


@pytest.mark.django_db(transaction=True)
def test_two_claims_at_once_open_one_account():
    granny = make_managed(make_center())

    opened = all_at_once(*[lambda: claim(granny)] * 4)

    assert len({one.pk for one in opened}) == 1
    assert accounts_at(PHONE) == 1
    assert granny.consents.in_force().count() == 1


@pytest.mark.parametrize("field", ["name", "document_number", "birth_date"])
@pytest.mark.parametrize("typed", ["\x00", "\u202e" * 18, "9" * 10_000, "１", "😀"])
def test_whatever_is_typed_is_answered_by_a_sentence(granny, field, typed):
    page = proved().post("/claim/record/", said_by(granny, **{field: typed}))

    assert page.status_code in (409, 422)


def test_the_pages_lead_there(client):
    for page in ("/login/", "/register/"):
        assert 'href="/claim/"' in client.get(page).content.decode()
