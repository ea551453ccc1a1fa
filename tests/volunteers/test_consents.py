"""What one has agreed to: read in full, given, taken back, asked again when changed."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone, translation

from tests.factories import NOON, make_account
from tests.registering import register_on_the_page
from volunteers import consent_texts, rules
from volunteers.errors import ConsentIsNecessary, NoSuchConsent
from volunteers.models import ConsentPurpose, ConsentText, Volunteer

pytestmark = pytest.mark.django_db
URL = "/me/consents/"


def new_version(purpose="registration", version="2027-01", since=date(2020, 1, 1)):
    for language in ("zh-hans", "en"):
        text = ConsentText.objects.get(
            purpose=purpose, language=language, version="2026-11"
        )
        text.pk, text.version, text.since = None, version, since
        text.save(force_insert=True)


def in_force(volunteer):
    agreed = volunteer.consents.in_force().order_by("purpose", "version")
    return list(agreed.values_list("purpose", "version"))


@pytest.fixture
def lan(client):
    register_on_the_page(client)
    return Volunteer.objects.get()


def test_every_purpose_says_what_the_law_asks_in_both_languages():
    for language in ("zh-hans", "en"):
        with translation.override(language):
            texts = ConsentText.objects.current(timezone.localdate())
            assert {text.purpose for text in texts} == {
                "registration",
                "honours",
                "province",
                "location",
                "guardian",
            }
            for text in texts:
                assert text.language == language
                assert all(paragraph for _, paragraph in text.paragraphs)


def test_what_is_optional_is_given_and_taken_back(client, lan):
    client.post(URL, {"act": "give", "purpose": "honours", "version": "2026-11"})
    assert in_force(lan) == [("honours", "2026-11"), ("registration", "2026-11")]

    client.post(URL, {"act": "withdraw", "purpose": "honours"})
    assert in_force(lan) == [("registration", "2026-11")]
    # That it was given once is not forgotten.
    assert lan.consents.count() == 2


def test_given_twice_it_is_one(lan):
    for _ in range(2):
        rules.give_consent(
            volunteer=lan, purpose="honours", version="2026-11", at=timezone.now()
        )
    assert lan.consents.filter(purpose="honours").count() == 1


def test_the_necessary_one_ends_with_the_account(client, lan):
    with pytest.raises(ConsentIsNecessary):
        rules.withdraw_consent(volunteer=lan, purpose="registration", at=timezone.now())
    page = client.post(URL, {"act": "withdraw", "purpose": "registration"})
    assert page.status_code == 409
    assert in_force(lan) == [("registration", "2026-11")]
    # The page says what it would mean instead of offering a button.
    told = client.get(URL).content.decode()
    assert "撤回等于注销登记" in told
    assert told.count('value="withdraw"') == 0


def test_a_changed_text_is_asked_again_and_locks_nothing(client, lan):
    new_version()
    client.force_login(lan.account)

    page = client.get("/me/")
    assert page.status_code == 200
    assert 'href="/me/consents/"' in page.content.decode()
    assert client.session["consent_due"]
    told = client.get(URL).content.decode()
    assert "同意过以前的版本" in told

    client.post(URL, {"act": "give", "purpose": "registration", "version": "2027-01"})
    assert "consent_due" not in client.session
    assert "同意过以前的版本" not in client.get(URL).content.decode()


def test_a_text_that_holds_later_is_not_asked_for_yet(client, lan):
    new_version(since=date(2999, 1, 1))
    client.force_login(lan.account)

    assert "consent_due" not in client.session


def test_a_changed_option_is_asked_of_whoever_had_agreed_to_it(client, lan):
    new_version(purpose="honours")
    client.force_login(lan.account)
    assert "consent_due" not in client.session

    lan.consents.create(purpose="honours", version="2026-11", given_at=NOON)
    client.force_login(lan.account)
    assert client.session["consent_due"]

    client.post(URL, {"act": "withdraw", "purpose": "honours"})
    assert "consent_due" not in client.session


def test_what_was_signed_on_paper_holds(client, lin):
    lin.consents.create(purpose="registration", version="paper 2026-11", given_at=NOON)
    client.force_login(lin.account)
    assert "consent_due" not in client.session


def test_nobody_agrees_to_a_text_that_is_not_there(lan):
    for purpose, version in (("honours", "2020-01"), ("everything", "2026-11")):
        with pytest.raises(NoSuchConsent):
            rules.give_consent(
                volunteer=lan, purpose=purpose, version=version, at=timezone.now()
            )


@pytest.mark.parametrize(
    "said", [{}, {"act": "burn", "purpose": "honours"}, {"act": "give"}]
)
def test_what_the_page_does_not_offer_does_not_exist(client, lan, said):
    assert client.post(URL, said).status_code == 404


def test_who_is_no_volunteer_has_agreed_to_nothing(client):
    assert client.get(URL).status_code == 302  # to sign in
    client.force_login(make_account("office"))
    assert client.get(URL).status_code == 404


@pytest.mark.database
def test_a_text_is_never_changed():
    text = ConsentText.objects.filter(purpose=ConsentPurpose.HONOURS)
    for change in (lambda: text.update(short="No"), text.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    consent_texts.load()
    assert text.count() == 2


def test_the_page_asks_as_often_for_thirty_consents_as_for_one(
    client, lan, django_assert_num_queries
):
    for count in (1, 30):
        for n in range(count):
            lan.consents.create(purpose="honours", version=f"{n}", given_at=NOON)
        with django_assert_num_queries(6):
            client.get(URL)
