"""From 14 to 17 one registers alone; then a guardian agrees, and may take it back."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.database.owner import as_owner
from config.sms import memory
from tests.codes import a_while_later, words_sent_to
from tests.factories import make_volunteer
from tests.families import (
    MOTHERS_PHONE,
    VERSION,
    born,
    make_youth,
    mother_agrees,
    name_mother,
    register_child,
    signed_at_a_desk,
)
from tests.racing import all_at_once
from volunteers import rules
from volunteers.errors import NoSuchConsent, TooManyTries, VisitADesk
from volunteers.guardian_errors import (
    GuardianIsMinor,
    GuardiansToGive,
    NameDiffers,
    NoGuardianNeeded,
    NotYourWard,
    OwnPhone,
)
from volunteers.guardians import Standing, standing
from volunteers.models import Agreement, Guardian
from volunteers.permissions import acts_for
from volunteers.rules.guardians.forget import forget_phones

pytestmark = pytest.mark.django_db


@pytest.fixture
def xiaohai(db):
    return make_youth()


def stands(youth):
    return standing(youth, on=timezone.localdate())


def test_until_a_guardian_agrees_one_waits(xiaohai, lin):
    assert stands(lin) == Standing.NOT_NEEDED
    assert stands(xiaohai) == Standing.AWAITING

    mother = name_mother(xiaohai)
    assert stands(xiaohai) == Standing.AWAITING

    consent = mother_agrees(mother)
    assert stands(xiaohai) == Standing.AGREED
    assert (consent.agreement.way, consent.agreement.by) == ("code", None)
    mother.refresh_from_db()
    assert (mother.name, mother.relation) == ("许海燕", "parent")


def test_the_message_says_nothing_of_anybody(xiaohai):
    name_mother(xiaohai)

    words = words_sent_to(MOTHERS_PHONE)
    assert "/guardian/" in words
    for secret in (xiaohai.name, "许", xiaohai.number, str(xiaohai.pk), "139"):
        assert secret not in words.replace("http://testserver/guardian/", "")


def test_one_s_own_phone_is_no_guardian_s(xiaohai):
    xiaohai.account.phone = "+8613712345678"
    xiaohai.account.save()

    for phone in (xiaohai.phone, xiaohai.account.phone):
        with pytest.raises(OwnPhone):
            name_mother(xiaohai, phone)
    assert (memory.outbox, Guardian.objects.count()) == ([], 0)


def test_a_friend_under_18_is_no_guardian(xiaohai):
    friend = make_youth(17, "friend")
    friend.account.phone = MOTHERS_PHONE
    friend.account.save()

    with pytest.raises(GuardianIsMinor):
        mother_agrees(name_mother(xiaohai))


@pytest.mark.parametrize(("days", "needed"), [(1, True), (0, False)])
def test_at_18_nobody_is_asked_any_more(days, needed):
    youth = make_youth(birth_date=born(18, days=days))
    if needed:
        assert name_mother(youth)
    else:
        with pytest.raises(NoGuardianNeeded):
            name_mother(youth)


def test_another_phone_takes_the_place_of_a_wrong_one(xiaohai):
    wrong = name_mother(xiaohai, "+8613900139009")
    right = name_mother(xiaohai)

    assert list(xiaohai.guardians.all()) == [right]
    mother_agrees(right)
    name_mother(xiaohai, wrong.phone)
    assert xiaohai.guardians.count() == 2


def test_no_phone_is_told_again_and_again(xiaohai):
    for _ in range(3):
        name_mother(xiaohai)
    with pytest.raises(TooManyTries):
        name_mother(xiaohai)
    assert len(memory.outbox) == 3
    assert xiaohai.guardians.count() == 1


def test_a_stranger_does_not_know_the_name(xiaohai):
    mother = name_mother(xiaohai)
    for _ in range(10):
        with pytest.raises(NameDiffers):
            mother_agrees(mother, ward_name="许小江")
    with pytest.raises(TooManyTries):
        mother_agrees(mother)
    a_while_later()
    assert mother_agrees(mother)


def test_one_agrees_to_the_words_of_today(xiaohai):
    mother = name_mother(xiaohai)
    with pytest.raises(NoSuchConsent):
        rules.agree(
            guardian=mother, version="1999", way="code", by=None, at=timezone.now()
        )


def test_agreeing_twice_is_agreeing_once(xiaohai):
    mother = name_mother(xiaohai)

    assert mother_agrees(mother) == mother_agrees(mother)


def test_a_guardian_takes_it_back_for_all(xiaohai):
    mother = name_mother(xiaohai)
    mother_agrees(mother)
    signed_at_a_desk(xiaohai, timezone.now())

    assert rules.take_back(guardian=mother, at=timezone.now()) == 2

    assert stands(xiaohai) == Standing.AWAITING
    assert rules.take_back(guardian=mother, at=timezone.now()) == 0
    mother_agrees(mother)
    assert stands(xiaohai) == Standing.AGREED
    assert xiaohai.consents.filter(purpose="guardian").count() == 3


def test_the_young_do_not_agree_for_themselves(xiaohai):
    with pytest.raises(GuardiansToGive):
        rules.give_consent(
            volunteer=xiaohai, purpose="guardian", version=VERSION, at=timezone.now()
        )
    signed_at_a_desk(xiaohai, timezone.now())
    with pytest.raises(GuardiansToGive):
        rules.withdraw_consent(volunteer=xiaohai, purpose="guardian", at=timezone.now())
    assert stands(xiaohai) == Standing.AGREED


def test_their_own_page_of_consents_leaves_it_out(xiaohai, client):
    client.force_login(xiaohai.account)

    assert "consent-guardian" not in client.get("/me/consents/").content.decode()
    sent = {"purpose": "guardian", "version": VERSION, "act": "give"}
    assert client.post("/me/consents/", sent).status_code == 403
    assert stands(xiaohai) == Standing.AWAITING


def test_how_a_consent_came_about_is_never_changed(xiaohai):
    signed_at_a_desk(xiaohai, timezone.now())
    agreement = Agreement.objects.get()

    for act in (lambda: Agreement.objects.update(way="code"), agreement.delete):
        with pytest.raises(IntegrityError), transaction.atomic(), as_owner():
            act()


# Children whom an office registered with a guardian's phone


@pytest.fixture
def registered_by_an_office(lin, mei):
    """A child of whom only Mei's phone is known."""
    child = make_volunteer(birth_date=born(10), name="许小小")
    guardian = Guardian(ward=child, named_at=timezone.now())
    mei.account.phone = guardian.phone = MOTHERS_PHONE
    mei.account.save()
    guardian.save()
    return guardian


def take_on(guardian, by):
    return rules.take_on(guardian=guardian, by=by, at=timezone.now())


def test_the_phone_that_was_named_takes_the_child_on(registered_by_an_office, mei):
    take_on(registered_by_an_office, mei.account)

    assert acts_for(mei.account, registered_by_an_office.ward)
    assert take_on(registered_by_an_office, mei.account).account == mei.account


def test_any_other_does_not(registered_by_an_office, lin):
    with pytest.raises(NotYourWard):
        take_on(registered_by_an_office, lin.account)
    lin.account.phone = "+8613600136000"
    lin.account.save()
    with pytest.raises(NotYourWard):
        take_on(registered_by_an_office, lin.account)


def test_a_phone_that_went_to_somebody_else_takes_nobody(
    registered_by_an_office, mei, lin
):
    take_on(registered_by_an_office, mei.account)
    mei.account.phone = "+8613600136000"
    mei.account.save()
    lin.account.phone = MOTHERS_PHONE
    lin.account.save()

    with pytest.raises(VisitADesk):
        take_on(registered_by_an_office, lin.account)


def test_phones_of_guardians_are_forgotten_when_wards_are_grown(lin):
    child = register_child(lin.account)
    youth = make_youth()
    mother_agrees(name_mother(youth))
    unanswered = name_mother(make_youth(17, "later"), "+8613900139001")
    forget_phones(timezone.now(), 500)
    assert Guardian.objects.exclude(phone_hash=None).count() == 2 + bool(
        lin.account.phone
    )

    for one in (child, youth, unanswered.ward):
        one.birth_date = born(18)
        one.save()
    forget_phones(timezone.now(), 500)

    left = Guardian.objects.order_by("pk")
    assert [one.phone for one in left] == ["", ""]
    assert not left.filter(pk=unanswered.pk).exists()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_consent_given_twice_at_once_is_one():
    mother = name_mother(make_youth())

    first, second = all_at_once(*2 * [lambda: mother_agrees(mother)])

    assert first == second
    assert mother.agreements.count() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_one_phone_named_twice_at_once_is_one_guardian():
    youth = make_youth()

    first, second = all_at_once(*2 * [lambda: name_mother(youth)])

    assert first == second
