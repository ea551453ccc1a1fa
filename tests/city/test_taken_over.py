"""A record that an office kept is somebody's own now: who reads of it, and where."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from city.taken_over import SHOWN, own_takeover, taken_over_from
from notices.models import Notice
from notices.reading import lines
from tests.behind_the_back import refused_by
from tests.city.test_own_data import json_of
from tests.claims import PHONE, claimant, let, make_center, make_managed
from tests.factories import appoint, make_account, make_volunteer
from volunteers import rules
from volunteers.errors import VisitADesk
from volunteers.models import Account, Reception, Site, Takeover, Volunteer

pytestmark = pytest.mark.django_db

NEWS = "the record that 海州区中心 kept for you is your own"
OFFICE = "Sign in themselves now"


@pytest.fixture
def center(db):
    return make_center()


@pytest.fixture
def granny(center):
    return make_managed(center)


@pytest.fixture
def sun(granny):
    return Account.objects.get(username="sun")


def claim(person, at=None, **changes):
    return rules.claim(claimant=claimant(person, **changes), at=at or timezone.now())


def read(account, url):
    browser = Client()
    browser.force_login(account)
    browser.cookies["django_language"] = "en"
    return browser.get(url).text


def kept_by(association, **fields):
    """Somebody whom Qian registered for the association."""
    person = make_volunteer(**{"name": "周阿婆"} | fields)
    person.phone = PHONE
    person.save()
    Reception.objects.create(
        volunteer=person,
        organization=association,
        phone_is="own",
        consented="paper",
        by=make_account(f"by{person.pk}"),
        at=person.registered_at,
    )
    return person


def at_home(site):
    """Somebody from a file, whose phone is their own."""
    person = make_volunteer(name="孙大爷", home_site=site)
    person.phone = "+8613900139077"
    person.save()
    return person


def test_alone_the_person_and_the_office_read_of_it(granny, sun, center):
    account = claim(granny)

    kept = Takeover.objects.get()
    assert (kept.volunteer, kept.site, kept.organization) == (granny, center, None)
    assert (kept.by, kept.place) == (None, center)
    assert NEWS in read(account, "/me/")
    page = read(sun, f"/sites/{center.code}/")
    assert OFFICE in page
    assert f'周* · <a href="/people/{granny.number}/">' in page
    assert "by themselves, with their phone" in page
    assert "周阿婆" not in page


def test_with_somebody_beside_them_it_says_so(granny, sun, center):
    account = let(granny, sun, timezone.now())

    assert Takeover.objects.get().by == sun
    assert NEWS in read(account, "/me/")
    assert "with somebody beside them" in read(sun, f"/sites/{center.code}/")


def test_an_organization_reads_of_whom_it_registered(association, qian, hu, zhao):
    account = claim(kept_by(association, home_site=make_center("320703C")))

    assert Takeover.objects.get().place == association
    assert association.label in read(account, "/me/")
    for one in (qian, zhao):
        assert OFFICE in read(one, f"/organizations/{association.pk}/people/")
    # An approver registers nobody, and sees no record.
    assert OFFICE not in read(hu, f"/organizations/{association.pk}/people/")


def test_whoever_came_from_a_file_was_kept_by_the_station_at_home(center):
    person = make_volunteer(name="周阿婆", home_site=center)
    person.phone = PHONE
    person.save()
    claim(person)

    assert Takeover.objects.get().place == center
    Volunteer.objects.filter(pk=person.pk).update(home_site=None)
    other = make_volunteer(name="孙大爷")
    other.phone = "+8613900139077"
    other.save()
    account = claim(other, phone="+8613900139077")
    assert Takeover.objects.get(volunteer=other).place is None
    assert "your record is your own" in read(account, "/me/")


def test_who_registered_alone_has_taken_over_nothing(lin):
    assert own_takeover(lin, at=timezone.now()) is None
    assert not Takeover.objects.exists()
    assert json_of(lin.account)["takeover"] is None


def test_after_thirty_days_it_is_no_news(granny, sun, center):
    claim(granny)
    now = timezone.now()

    for days, told in ((29, True), (31, False)):
        at = now + timedelta(days=days)
        assert bool(own_takeover(granny, at=at)) is told
        assert bool(taken_over_from(center, reader=sun, at=at)) is told


def test_whom_the_office_sees_no_more_it_does_not_read_of(center, sun, granny):
    person = at_home(center)
    claim(person, phone="+8613900139077")
    elsewhere = make_center("320703C", district="320703")

    def seen():
        return taken_over_from(center, reader=sun, at=timezone.now())

    assert [one.volunteer for one in seen()] == [person]
    Volunteer.objects.filter(pk=person.pk).update(home_site=elsewhere)
    assert seen() == []


# Notices


def told():
    """Whom notices tell of what, by login, and in which sentence."""
    return {
        (one.recipient.username, one.event): lines([one], reader=one.recipient)[0]
        for one in Notice.objects.order_by("pk")
    }


def test_the_person_and_the_clerk_are_told_once(granny, sun, center):
    account = claim(granny)
    claim(granny, at=timezone.now())

    assert len(told()) == Notice.objects.count() == 2
    own = told()[account.username, "record_taken_over"]
    assert "海州区中心" in own.sentence
    assert own.url == "/me/"
    office = told()["sun", "person_signs_in_now"]
    assert "周*" in office.sentence
    assert granny.name not in office.sentence
    assert office.url == f"/people/{granny.number}/"


def test_whoever_sits_beside_them_need_not_be_told(granny, sun, center):
    other = appoint(make_account("qiu"), "clerk", site=center)
    account = let(granny, sun, timezone.now())

    assert told().keys() == {
        (account.username, "record_taken_over"),
        (other.username, "person_signs_in_now"),
    }


def test_where_an_institute_has_no_clerk_the_one_above_is_told(center, sun):
    institute = Site.objects.create(
        code="320706I",
        kind="institute",
        name="幸福路所",
        district_id="320706",
        parent=center,
    )
    claim(at_home(institute), phone="+8613900139077")

    assert ("sun", "person_signs_in_now") in told()


def test_an_organization_s_recorder_and_administrator_are_told(
    association, qian, hu, zhao
):
    account = claim(kept_by(association))

    assert told().keys() == {
        (account.username, "record_taken_over"),
        (qian.username, "person_signs_in_now"),
        (zhao.username, "person_signs_in_now"),
    }


def test_what_is_refused_or_taken_back_tells_nobody(granny):
    with pytest.raises(VisitADesk):
        claim(granny, name="周阿公")
    with transaction.atomic():
        claim(granny)
        assert told()
        transaction.set_rollback(True)

    assert told() == {}


def test_a_clerk_who_sees_the_person_no_more_reads_nothing_of_it(center, sun):
    person = at_home(center)
    claim(person, phone="+8613900139077")
    elsewhere = make_center("320703C", district="320703")
    Volunteer.objects.filter(pk=person.pk).update(home_site=elsewhere)

    assert told()["sun", "person_signs_in_now"].url == ""


def test_for_everybody_else_the_page_is_as_ever(granny, center, lin):
    claim(granny)
    assert OFFICE not in read(lin.account, f"/sites/{center.code}/")
    far = appoint(make_account("far"), "clerk", site=make_center("320703C", "320703"))
    assert OFFICE not in read(far, f"/sites/{center.code}/")
    assert OFFICE not in Client().get(f"/sites/{center.code}/").text


def test_ones_own_data_has_it(granny, center):
    (data,) = [json_of(claim(granny))["takeover"]]
    assert (data["office"], data["alone"]) == (center.label, True)


def test_nothing_of_it_is_changed(granny):
    claim(granny)
    with refused_by("takeover_is_never_changed"):
        Takeover.objects.update(at=timezone.now())
    with refused_by("takeover_is_never_changed"):
        Takeover.objects.all()._raw_delete("default")


def test_the_site_asks_as_often_for_thirty_as_for_one(sun, center, granny):
    browser = Client()
    browser.force_login(sun)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(f"/sites/{center.code}/")
        return len(queries), len(page.context["taken_over"])

    def take_over(n):
        person = make_volunteer(name="周阿婆", home_site=center)
        Takeover.objects.create(volunteer=person, site=center, at=timezone.now())

    take_over(0)
    asked()
    few, one = asked()
    for n in range(1, 30):
        take_over(n)
    assert asked() == (few, SHOWN)
    assert (few, one) == (15, 1)
