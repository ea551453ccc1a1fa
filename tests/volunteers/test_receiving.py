"""People who come to a desk without a phone: registered on sight, and verified."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.factories import NOON, appoint, make_account, make_volunteer
from volunteers import rules
from volunteers.errors import NotAnOfficial
from volunteers.models import IdentityCheck, Site, Volunteer

pytestmark = pytest.mark.django_db

GRANNY = {
    "name": "周阿婆",
    "document_type": "resident_id",
    "document_number": "320706194005010021",
    "district": "320706",
    "phone": "",
    "phone_is": "own",
    "consented": "spoken",
    "document_seen": "on",
}


@pytest.fixture
def center(db):
    return Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )


@pytest.fixture
def clerk(center):
    return appoint(make_account("sun"), "clerk", site=center)


@pytest.fixture
def far_clerk(db):
    site = Site.objects.create(
        code="320703C", kind="center", name="连云区中心", district_id="320703"
    )
    return appoint(make_account("far"), "clerk", site=site)


def browser_of(account):
    browser = Client()
    browser.force_login(account)
    return browser


def receive(account, where="/sites/320706C/register/", **changes):
    return browser_of(account).post(where, GRANNY | changes)


def granny():
    return Volunteer.objects.get(name=GRANNY["name"])


def test_a_clerk_registers_somebody_without_a_phone(clerk, center):
    answer = receive(clerk)

    person = granny()
    assert answer.status_code == 302
    assert answer["Location"] == f"/people/{person.number}/"
    assert (person.account, person.phone, person.home_site) == (None, "", center)
    assert person.identity == "seen"
    assert [(one.state, one.by) for one in person.identity_checks.all()] == [
        ("seen", clerk),
        ("number_fits", None),
    ]
    assert (person.reception.by, person.reception.site) == (clerk, center)
    consent = person.consents.get()
    assert consent.version == f"spoken {consent.wording}"
    assert person.number in browser_of(clerk).get(answer["Location"]).content.decode()


def test_an_organization_registers_its_own_member(qian, association):
    where = f"/organizations/{association.pk}/register/"

    receive(qian, where, phone="13800138009", phone_is="relative")

    person = granny()
    member = person.memberships.get()
    assert (member.organization, member.way) == (association, "desk")
    assert person.reception.phone_is == "relative"
    # No official has looked at the document.
    assert person.identity == "number_fits"
    assert browser_of(qian).get(f"/people/{person.number}/").status_code == 200


def test_who_is_known_is_shown_to_their_own_desk_only(clerk, far_clerk):
    receive(clerk)
    person = granny()

    here = receive(clerk)
    elsewhere = receive(far_clerk, "/sites/320703C/register/")

    assert (here.status_code, elsewhere.status_code) == (409, 409)
    assert person.number in here.content.decode()
    assert person.number not in elsewhere.content.decode()
    assert Volunteer.objects.filter(name=GRANNY["name"]).count() == 1


def test_a_record_is_its_own_desks(clerk, far_clerk):
    receive(clerk)
    page = f"/people/{granny().number}/"

    assert browser_of(clerk).get(page).status_code == 200
    assert browser_of(far_clerk).get(page).status_code == 404
    assert browser_of(far_clerk).post(page, {"found": "matches"}).status_code == 404


def test_a_clerk_says_what_they_saw(clerk, center):
    person = make_volunteer(home_site=center)
    page = f"/people/{person.number}/"
    assert person.identity == "unverified"

    browser_of(clerk).post(page, {"found": "differs"})
    assert person.identity == "failed"
    browser_of(clerk).post(page, {"found": "matches"})

    assert person.identity == "seen"
    assert person.identity_checks.count() == 2


def test_nobody_verifies_themselves_or_from_afar(far_clerk, clerk, center):
    own = make_volunteer(account=clerk, home_site=center)
    for by in (clerk, far_clerk):
        with pytest.raises(NotAnOfficial):
            rules.verify_on_sight(volunteer=own, matches=True, by=by, at=NOON)


def test_the_history_of_checks_stays(clerk):
    receive(clerk)
    for change in (
        lambda: IdentityCheck.objects.update(state="failed"),
        lambda: IdentityCheck.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_young_are_not_registered_alone(clerk):
    answer = receive(clerk, document_number="320706201005010024")

    assert answer.status_code == 422
    assert not Volunteer.objects.filter(name=GRANNY["name"]).exists()


@pytest.mark.parametrize("field", ["name", "document_number", "phone", "district"])
@pytest.mark.parametrize(
    "typed", ["\x00", "\u202e" * 18, "9" * 10_000, "１" * 18, "  ", "😀", "' --"]
)
def test_whatever_is_typed_is_answered_by_a_sentence(clerk, field, typed):
    answer = receive(clerk, **{field: typed})

    # Nothing but blanks is no phone, which is fine.
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert f'id="id_{field}_error"' in answer.content.decode()


def test_what_is_left_out_is_asked_for(clerk):
    page = receive(clerk, consented="", document_seen="").content.decode()

    assert 'id="id_consented_error"' in page
    assert 'id="id_document_seen_error"' in page


def test_another_verifier_may_tell_more(clerk, settings):
    settings.IDENTITY_VERIFIER = "tests.volunteers.test_receiving.a_register"

    receive(clerk)

    assert granny().identity_checks.last().state == "confirmed"


def a_register(volunteer):
    return "confirmed"
