"""A desk registers a minor with the guardian beside, and takes what one signs."""

import pytest
from django.utils import timezone

from tests.factories import appoint, make_account, make_volunteer
from tests.families import MOTHERS_PHONE, born, make_youth
from tests.volunteers.test_receiving import GRANNY, browser_of
from volunteers.guardians import Standing, standing
from volunteers.models import Guardian, Site, Volunteer
from volunteers.permissions import acts_for
from volunteers.rules import take_on

pytestmark = pytest.mark.django_db

WHERE = "/sites/320706C/register/"
CHILD = GRANNY | {
    "name": "许小小",
    "document_type": "passport",
    "document_number": "E55556666",
    "consented": "paper",
    "guardian_name": "许海燕",
    "relation": "parent",
    "guardian_phone": "139 0013 9000",
    "signed": "on",
}
ALONE = {"guardian_name": "", "relation": "", "guardian_phone": "", "signed": ""}


@pytest.fixture
def center(db):
    return Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )


@pytest.fixture
def clerk(center):
    return appoint(make_account("sun"), "clerk", site=center)


def receive(account, years=13, where=WHERE, **changes):
    sent = CHILD | {"birth_date": born(years).isoformat()} | changes
    return browser_of(account).post(where, sent)


def stands(person):
    return standing(person, on=timezone.localdate())


@pytest.mark.parametrize("years", [8, 13, 14, 17])
def test_with_a_guardian_beside_a_minor_is_registered(years, clerk):
    assert receive(clerk, years).status_code == 302

    child = Volunteer.objects.get(name="许小小")
    assert stands(child) == Standing.AGREED
    guardian = Guardian.objects.get(ward=child)
    assert (guardian.name, guardian.phone) == ("许海燕", MOTHERS_PHONE)
    agreement = guardian.agreements.get()
    assert (agreement.way, agreement.by) == ("desk", clerk)
    assert agreement.consent.version == f"paper {agreement.consent.wording}"


def test_an_organization_does_so_for_its_members(qian, association):
    where = f"/organizations/{association.pk}/register/"
    assert receive(qian, where=where).status_code == 302
    assert stands(Volunteer.objects.get(name="许小小")) == Standing.AGREED


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        (ALONE, "guardian_name"),
        ({"signed": ""}, "signed"),
        ({"relation": ""}, "relation"),
        ({"guardian_phone": "12"}, "guardian_phone"),
        ({"guardian_name": "\x00"}, "guardian_name"),
    ],
)
def test_without_one_the_form_says_what_is_missing(changes, at, clerk):
    page = receive(clerk, **changes)

    assert page.status_code == 422
    assert f'id="id_{at}_error"' in page.content.decode()
    assert not Volunteer.objects.filter(name="许小小").exists()


def test_a_grown_up_needs_nobody_beside(clerk):
    assert receive(clerk, 18, **ALONE).status_code == 302
    assert not Guardian.objects.exists()


def test_under_eight_nobody_is_registered(clerk):
    assert receive(clerk, 7).status_code == 422
    assert not Volunteer.objects.filter(name="许小小").exists()


def test_the_guardian_acts_from_home_afterwards(clerk, mei):
    receive(clerk)
    mei.account.phone = MOTHERS_PHONE
    mei.account.save()
    guardian = Guardian.objects.get()

    take_on(guardian=guardian, by=mei.account, at=timezone.now())

    assert acts_for(mei.account, guardian.ward)


# Somebody who registered alone


@pytest.fixture
def xiaohai(center):
    return make_youth(home_site=center)


BESIDE = {name: CHILD[name] for name in ALONE}


def sign(account, person, **changes):
    url = f"/people/{person.number}/guardian/"
    return browser_of(account).post(url, BESIDE | changes)


def test_a_guardian_signs_at_the_desk(clerk, xiaohai):
    shown = browser_of(clerk).get(f"/people/{xiaohai.number}/").content.decode()
    assert f"/people/{xiaohai.number}/guardian/" in shown

    assert sign(clerk, xiaohai).status_code == 302
    assert sign(clerk, xiaohai).status_code == 302

    assert stands(xiaohai) == Standing.AGREED
    assert xiaohai.consents.filter(purpose="guardian").count() == 1


def test_one_s_own_phone_is_no_guardian_s_there_either(clerk, xiaohai):
    xiaohai.account.phone = MOTHERS_PHONE
    xiaohai.account.save()

    page = sign(clerk, xiaohai)

    assert page.status_code == 422
    assert "id_guardian_phone_error" in page.content.decode()


def test_only_the_clerks_of_the_person_take_it(clerk, xiaohai, qian, lin):
    far = Site.objects.create(
        code="320703C", kind="center", name="连云区中心", district_id="320703"
    )
    for other in (appoint(make_account("far"), "clerk", site=far), qian, lin.account):
        assert sign(other, xiaohai).status_code == 404
    grown = make_volunteer("wei", home_site=xiaohai.home_site)
    assert sign(clerk, grown).status_code == 404
    assert stands(xiaohai) == Standing.AWAITING
