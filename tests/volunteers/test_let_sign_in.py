"""A clerk, an organization or a guardian lets somebody sign in to their own record."""

import pytest
from django.test import Client
from django.utils import timezone

from city.errors import SignsInThemselves
from city.rules.close_account import close_account
from config.sms import memory
from tests.claims import (
    OTHER_PHONE,
    PHONE,
    a_request,
    accounts_at,
    claimant,
    let,
    make_center,
    make_managed,
    type_code,
)
from tests.codes import a_while_later, another, code_sent_to, words_sent_to
from tests.factories import appoint, make_account, make_volunteer
from tests.families import born, days_ago, register_child, signed_at_a_desk
from tests.racing import all_at_once
from volunteers import rules
from volunteers.claim_errors import (
    GuardiansNumber,
    LoginTaken,
    NotTheirDesk,
    RecordNotInUse,
    SignsInAlready,
    SignsInLater,
)
from volunteers.consent_texts import FIRST_VERSION
from volunteers.errors import TogetherWithGuardian, VisitADesk, WrongCode
from volunteers.guardian_errors import OwnPhone
from volunteers.guardians import Standing, standing
from volunteers.models import Account, Reception, Volunteer
from volunteers.offers import offered
from volunteers.permissions import acts_for, wards_of
from volunteers.rules import Beside

pytestmark = pytest.mark.django_db

SIGNED = {
    "guardian_name": "许海燕",
    "relation": "parent",
    "guardian_phone": "139 0013 9000",
    "signed": "on",
}


@pytest.fixture
def center(db):
    return make_center()


@pytest.fixture
def granny(center):
    return make_managed(center, phone="")


@pytest.fixture
def clerk(granny):
    return Account.objects.get(username="sun")


def now():
    return timezone.now()


def browser_of(account):
    browser = Client()
    browser.force_login(account)
    return browser


def offer(browser, person, **changes):
    said = {"phone": "139 0013 9001", "document_seen": "on"} | changes
    return browser.post(f"/people/{person.number}/sign-in/", said)


def record_of(person):
    return {
        "name": person.name,
        "document_type": person.document_type,
        "document_number": person.document_number,
        "birth_date": person.birth_date.isoformat(),
        "consent": "on",
    }


def prove(browser, person, to=PHONE, **changes):
    said = {"code": code_sent_to(to), "consent": "on"} | changes
    return browser.post(f"/people/{person.number}/sign-in/prove/", said)


def test_a_clerk_lets_granny_sign_in(clerk, granny):
    browser = browser_of(clerk)
    page = browser.get(f"/people/{granny.number}/").content.decode()
    assert f"/people/{granny.number}/sign-in/" in page

    assert offer(browser, granny)["Location"].endswith("/sign-in/prove/")
    done = prove(browser, granny)

    granny.refresh_from_db()
    assert done["Location"] == f"/people/{granny.number}/"
    assert granny.account.phone == granny.phone == PHONE
    assert (granny.identity, granny.identity_checks.first().by) == ("seen", clerk)
    assert [one.version for one in granny.consents.in_force()] == [FIRST_VERSION]
    # The clerk reads that it is her own now, and has nothing to do any more.
    page = browser.get(done["Location"]).content.decode()
    assert f"/people/{granny.number}/sign-in/" not in page
    assert f"{timezone.localdate()}" in page


def test_she_goes_on_in_her_own_hand_with_the_code_the_desk_sent(clerk, granny):
    browser = browser_of(clerk)
    offer(browser, granny)
    page = browser.get(f"/people/{granny.number}/sign-in/prove/").content.decode()
    assert "/claim/" in page
    sent = len(memory.outbox)

    hers = Client()
    hers.post("/claim/", {"phone": "139 0013 9001"})
    hers.post("/claim/prove/", {"code": code_sent_to(PHONE)})
    done = hers.post("/claim/record/", record_of(granny), follow=True)

    assert len(memory.outbox) == sent  # the desk's code has served
    assert done.redirect_chain == [("/claimed/", 302)]
    granny.refresh_from_db()
    assert granny.account.phone == granny.phone == PHONE
    assert (granny.identity, granny.takeover.by) == ("seen", clerk)
    # The clerk sees that it is done, and has nothing to type.
    seen = browser.get(f"/people/{granny.number}/sign-in/prove/", follow=True)
    assert seen.redirect_chain == [(f"/people/{granny.number}/", 302)]
    assert offered(PHONE) is None


@pytest.mark.parametrize(
    "changes", [{"name": "周阿公"}, {"birth_date": "1990-05-02"}, {"phone": "other"}]
)
def test_what_the_desk_offers_opens_no_other_record(clerk, granny, center, changes):
    let_phone = changes.pop("phone", "")
    rules.offer_sign_in(
        person=granny, to=PHONE, by=clerk, request=a_request(), at=now()
    )
    person = make_managed(center, name="孙大爷", phone="") if let_phone else granny
    with pytest.raises(VisitADesk):
        rules.claim(claimant=claimant(person, **changes), at=now())
    assert not Account.objects.filter(volunteer__in=[person, granny]).exists()


def test_without_an_offer_another_phone_opens_nothing(clerk, granny):
    with pytest.raises(VisitADesk):
        rules.claim(claimant=claimant(granny), at=now())


def test_a_phone_given_as_a_relatives_is_ones_own_once_a_desk_says_so(clerk, center):
    relative = make_managed(center, name="孙大爷", phone_is="relative")
    rules.offer_sign_in(
        person=relative, to=PHONE, by=clerk, request=a_request(), at=now()
    )
    assert rules.claim(claimant=claimant(relative), at=now()).volunteer == relative


def test_a_youth_goes_on_beside_a_guardian_alone(clerk, center):
    youth = make_managed(center, name="许小海", birth_date=born(15), phone="")
    rules.offer_sign_in(person=youth, to=PHONE, by=clerk, request=a_request(), at=now())
    with pytest.raises(TogetherWithGuardian):
        rules.claim(claimant=claimant(youth), at=now())


def test_she_signs_in_by_a_code_from_then_on(clerk, granny):
    let(granny, clerk, now())
    a_while_later()

    hers = Client()
    hers.post("/login/", {"username": "13900139001"})
    page = hers.post("/login/code/", {"code": code_sent_to(PHONE)}, follow=True)

    assert page.redirect_chain[-1][0] == "/me/"
    assert granny.number in hers.get("/claimed/").content.decode()


def test_without_a_mainland_mobile_an_e_mail_does(clerk, granny):
    browser = browser_of(clerk)
    offer(browser, granny, phone="", email="zhou@Example.cn")
    prove(browser, granny, to="zhou@example.cn")

    granny.refresh_from_db()
    assert (granny.account.email, granny.phone) == ("zhou@example.cn", "")


def test_the_message_says_whom_to_tell(clerk, granny):
    offer(browser_of(clerk), granny)

    assert "坐在您面前" in words_sent_to(PHONE)


def test_an_organization_verifies_nobody(qian, association, center):
    person = make_volunteer(name="周阿婆")
    Reception.objects.create(
        volunteer=person,
        organization=association,
        consented="paper",
        by=qian,
        at=now(),
    )
    let(person, qian, now())

    person.refresh_from_db()
    assert (person.account.phone, person.identity) == (PHONE, "unverified")


def test_nobody_elses_desk_does_it(granny, lin, zhao):
    far = make_center("320703C", "320703")
    others = [appoint(make_account("far"), "clerk", site=far), lin.account, zhao]
    for by in others:
        with pytest.raises(NotTheirDesk):
            let(granny, by, now())
        url = f"/people/{granny.number}/sign-in/"
        for page in (url, f"{url}prove/"):
            assert browser_of(by).get(page).status_code == 404
            assert browser_of(by).post(page).status_code == 404


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_a_record_out_of_use_is_refused_with_a_sentence(wang, granny, status):
    Volunteer.objects.filter(pk=granny.pk).update(status=status)

    with pytest.raises(RecordNotInUse):
        let(Volunteer.objects.get(pk=granny.pk), wang, now())


def test_a_merged_record_is_refused(wang, granny, lin):
    Volunteer.objects.filter(pk=granny.pk).update(status="closed", merged_into=lin)
    with pytest.raises(RecordNotInUse):
        let(Volunteer.objects.get(pk=granny.pk), wang, now())


def test_again_is_the_same_and_with_another_phone_it_is_not(clerk, granny):
    first = let(granny, clerk, now())
    granny.refresh_from_db()

    assert type_code(granny, clerk, now()) == first
    with pytest.raises(SignsInAlready):
        let(granny, clerk, now(), to=OTHER_PHONE)
    assert granny.identity_checks.count() == 1
    page = browser_of(clerk).get(f"/people/{granny.number}/sign-in/")
    assert page["Location"] == f"/people/{granny.number}/"


def test_a_phone_of_somebody_else_stays_theirs(clerk, granny, lin):
    lin.account.phone = PHONE
    lin.account.save()
    browser = browser_of(clerk)

    assert offer(browser, granny).status_code == 302
    told = words_sent_to(PHONE)
    page = browser.post(
        f"/people/{granny.number}/sign-in/prove/", {"code": "123456", "consent": "on"}
    )

    assert not any(digit in told for digit in "0123456789")
    assert page.status_code == 422
    granny.refresh_from_db()
    assert granny.account is None


def test_a_phone_that_became_anothers_meanwhile(clerk, granny, lin):
    rules.offer_sign_in(
        person=granny, to=PHONE, by=clerk, request=a_request(), at=now()
    )
    lin.account.phone = PHONE
    lin.account.save()
    with pytest.raises(LoginTaken):
        type_code(granny, clerk, now())
    granny.refresh_from_db()
    assert (granny.account, granny.phone) == (None, "")


def test_what_is_wrong_is_said_next_to_it(clerk, granny):
    browser = browser_of(clerk)
    page = offer(browser, granny, phone="12", document_seen="")
    assert page.context["form"].errors.keys() == {"phone", "document_seen"}
    offer(browser, granny)

    page = prove(browser, granny, code=another(code_sent_to(PHONE)), consent="")
    assert page.context["form"].errors.keys() == {"consent"}
    page = prove(browser, granny, code=another(code_sent_to(PHONE)))
    assert page.context["form"].errors.keys() == {"code"}
    with pytest.raises(WrongCode):
        type_code(granny, clerk, now(), code=another(code_sent_to(PHONE)))
    granny.refresh_from_db()
    assert granny.account is None


def test_a_code_is_for_the_one_it_was_sent_for(clerk, granny, center):
    other = make_managed(center, name="孙大爷")
    browser = browser_of(clerk)
    offer(browser, granny)

    page = prove(browser, other)

    assert page["Location"] == f"/people/{other.number}/sign-in/"
    other.refresh_from_db()
    assert other.account is None


@pytest.mark.parametrize(("years", "refused"), [(13, True), (14, False)])
def test_nobody_signs_in_before_fourteen(wang, years, refused):
    child = make_volunteer(birth_date=born(years))
    beside = Beside(name="许海燕", relation="parent", version=FIRST_VERSION)
    if refused:
        with pytest.raises(SignsInLater):
            let(child, wang, now(), guardian=beside)
        page = browser_of(wang).get(f"/people/{child.number}/").content.decode()
        assert "/sign-in/" not in page
    else:
        assert let(child, wang, now(), guardian=beside).volunteer == child


def test_under_eighteen_the_guardian_signs_at_the_desk(clerk, center):
    youth = make_managed(center, birth_date=born(15), phone="")
    browser = browser_of(clerk)
    offer(browser, youth)

    page = prove(browser, youth)
    assert page.status_code == 422
    assert set(page.context["beside"].errors) == {"guardian_name", "relation", "signed"}
    own = prove(browser, youth, **SIGNED | {"guardian_phone": "139 0013 9001"})
    assert own.context["beside"].errors.keys() == {"guardian_phone"}
    youth.refresh_from_db()
    assert youth.account is None
    a_while_later()
    offer(browser, youth)
    prove(browser, youth, **SIGNED)

    youth.refresh_from_db()
    assert youth.account.phone == PHONE
    assert standing(youth, on=timezone.localdate()) == Standing.AGREED
    assert youth.guardians.get().agreements.get().by == clerk


def test_a_guardians_number_is_not_the_childs(clerk, center):
    youth = make_managed(center, birth_date=born(15), phone="")
    mother = signed_at_a_desk(youth, now())
    mother.phone = PHONE
    mother.save()

    with pytest.raises(GuardiansNumber):
        let(youth, clerk, now())
    beside = Beside(
        name="许海", relation="parent", phone=OTHER_PHONE, version=FIRST_VERSION
    )
    with pytest.raises(OwnPhone):
        let(youth, clerk, now(), to=OTHER_PHONE, guardian=beside)


@pytest.fixture
def girl(lin):
    """Whom Lin registered at thirteen, and who is fourteen now."""
    long_ago = days_ago(400)
    child = register_child(lin.account, birth_date=born(14), at=long_ago)
    lin.account.__dict__.pop("appointments_today", None)
    return child


def test_a_ward_of_fourteen_signs_in_with_the_guardians_yes(lin, girl):
    browser = browser_of(lin.account)
    page = browser.get(f"/me/family/{girl.number}/").content.decode()
    assert f"/people/{girl.number}/sign-in/" in page

    offer(browser, girl)
    done = prove(browser, girl)

    girl.refresh_from_db()
    assert done["Location"] == f"/me/family/{girl.number}/"
    assert girl.account.phone == PHONE
    own = girl.consents.in_force().get(purpose="registration")
    assert own.given_at.date() == now().date()
    lin.account.__dict__.pop("appointments_today", None)
    assert not acts_for(lin.account, girl)
    assert wards_of(lin.account) == [girl], "reads on"


def test_a_guardian_who_took_the_consent_back_says_no(lin, girl):
    rules.take_back(guardian=girl.guardians.get(), at=now())

    with pytest.raises(TogetherWithGuardian):
        let(girl, lin.account, now())


def test_a_guardian_signs_nobody_else_in(lin, mei, girl):
    with pytest.raises(NotTheirDesk):
        let(girl, mei.account, now())
    page = browser_of(mei.account).get(f"/people/{girl.number}/sign-in/")
    assert page.status_code == 404


def test_closing_for_somebody_waits_and_sees_the_account(clerk, granny, wang):
    let(granny, clerk, now())

    with pytest.raises(SignsInThemselves):
        close_account(
            account=None,
            volunteer=Volunteer.objects.get(pk=granny.pk),
            by=wang,
            at=now(),
        )


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_once_open_one_account(center, wang):
    granny = make_managed(center, phone="")
    clerk = Account.objects.get(username="sun")
    for by, to in ((clerk, PHONE), (wang, OTHER_PHONE)):
        rules.offer_sign_in(person=granny, to=to, by=by, request=a_request(), at=now())

    def says(by, to):
        def act():
            try:
                return type_code(Volunteer.objects.get(pk=granny.pk), by, now(), to)
            except SignsInAlready:
                return None

        return act

    done = all_at_once(says(clerk, PHONE), says(wang, OTHER_PHONE))

    assert len([one for one in done if one]) == 1
    assert accounts_at(PHONE) + accounts_at(OTHER_PHONE) == 1
    assert granny.consents.in_force().count() == 1
