"""Applying, the city's review and an organization's own pages, as people use them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import NOON, appoint, make_account, make_organization
from tests.volunteers.organizations.conftest import said
from volunteers.models import Account, Draft, Filing, Organization, Profile
from volunteers.rules import organizations as rules

KIND = {"kind": "group"}
NAME = {"name": "海州读书会", "name_en": "", "sponsor": "海州区图书馆", "uscc": ""}
WORK = {
    "unit_type": "other",
    "purpose": "每周六为社区孩子读书。",
    "service_fields": ["0003", "0008"],
    "district": "320706",
    "address": "海州区幸福路 1 号",
    "parent": "",
}
PEOPLE = {
    "person_in_charge": "林小港",
    "contact_name": "林小港",
    "contact_phone": "138 1234 5678",
    "shows_contact": "on",
}
APPLY = "/organizations/apply/"
NASTY = {
    "null": "读\0书会",
    "long": "读" * 10_000,
    "turned": "\u202e读书会\u202c",
    "spaces": " \u3000 ",
    "full_width": "１２３４５６",
    "markup": "<script>alert(1)</script>",
}


def signed_in(account):
    browser = Client(headers={"Accept-Language": "en"})
    browser.force_login(Account.objects.get(pk=account.pk))
    return browser


@pytest.fixture
def as_lin(lin):
    return signed_in(lin.account)


def go_through(browser):
    for step, answers in enumerate((KIND, NAME, WORK, PEOPLE), start=1):
        answer = browser.post(f"{APPLY}?step={step}", answers)
        assert answer["Location"] == f"{APPLY}?step={step + 1}"
    return browser.post(f"{APPLY}?step=5")


def test_five_steps_make_an_application(as_lin, lin):
    sent = go_through(as_lin)

    one = Organization.objects.get()
    assert sent["Location"] == f"/organizations/{one.pk}/application/"
    assert (one.status, one.name, one.sponsor) == (
        "pending",
        "海州读书会",
        "海州区图书馆",
    )
    profile = Profile.objects.get()
    assert profile.service_fields == ["0003", "0008"]
    assert profile.contact_phone == "+8613812345678"
    assert not Draft.objects.exists()
    shown = as_lin.get(sent["Location"]).content.decode()
    assert "The city reviews the application" in shown


def test_nothing_typed_is_lost_between_days_and_mistakes(as_lin, lin):
    as_lin.post(f"{APPLY}?step=1", KIND)
    wrong = as_lin.post(f"{APPLY}?step=2", NAME | {"sponsor": "", "uscc": "123"})
    assert wrong.status_code == 422
    # Another day, another browser.
    later = signed_in(lin.account).get(f"{APPLY}?step=2").content.decode()
    assert "海州读书会" in later
    assert "123" in later
    # What she typed is nobody else's to read, not even in the database.
    assert "海州读书会".encode() not in bytes(Draft.objects.get().said_sealed)


def test_a_later_step_waits_for_the_earlier(as_lin):
    shown = as_lin.get(f"{APPLY}?step=5").content.decode()
    assert 'name="kind"' in shown
    assert as_lin.post(f"{APPLY}?step=5").status_code == 422
    assert not Organization.objects.exists()


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize(
    ("step", "answers"), [(1, KIND), (2, NAME), (3, WORK), (4, PEOPLE)]
)
def test_whatever_is_typed_is_answered_at_its_field(as_lin, step, answers, nasty):
    as_lin.post(f"{APPLY}?step=1", KIND)
    for name in answers:
        got = as_lin.post(f"{APPLY}?step={step}", answers | {name: NASTY[nasty]})
        assert got.status_code in (302, 422), name
        if got.status_code == 422:
            shown = got.content.decode()
            assert f'id="id_{name}_error"' in shown, name
        assert as_lin.get(f"{APPLY}?step={step}").status_code == 200, name


@pytest.mark.parametrize(
    "code", ["53320706MJ56789010", "N２320706MJ5678901X", "x" * 41]
)
def test_a_wrong_credit_code_is_said_at_its_field(as_lin, code):
    as_lin.post(f"{APPLY}?step=1", {"kind": "registered"})
    got = as_lin.post(f"{APPLY}?step=2", NAME | {"uscc": code})
    assert 'id="id_uscc_error"' in got.content.decode()


def test_a_sponsor_that_does_not_serve_is_said_at_its_field(as_lin):
    make_organization("停摆协会", status="suspended")
    as_lin.post(f"{APPLY}?step=1", KIND)
    got = as_lin.post(f"{APPLY}?step=2", NAME | {"sponsor": "停摆协会"})
    assert 'id="id_sponsor_error"' in got.content.decode()


def test_an_active_sponsor_is_known_by_its_name(as_lin, association):
    named = NAME | {"sponsor": association.name}
    as_lin.post(f"{APPLY}?step=1", KIND)
    as_lin.post(f"{APPLY}?step=2", named)
    as_lin.post(f"{APPLY}?step=3", WORK)
    as_lin.post(f"{APPLY}?step=4", PEOPLE)
    as_lin.post(f"{APPLY}?step=5")
    assert Organization.objects.get(name=NAME["name"]).sponsor_organization == (
        association
    )


# The city's desk


def test_the_queue_shows_who_waits_longest_first(wang, lin, mei, zhao, association):
    rules.apply(application=said(name="后来"), by=mei.account, at=timezone.now())
    first = rules.apply(application=said(name="先来"), by=lin.account, at=NOON)
    rules.file(
        organization=association,
        application=said(name="改名"),
        by=zhao,
        at=NOON + timedelta(days=1),
    )
    rules.ask(organization=first, words="谁负责安全？", by=wang, at=NOON)
    shown = signed_in(wang).get("/city/applications/").content.decode()
    places = [shown.index(name) for name in ("Haizhou Reading Club", "海州青年")]
    assert places == sorted(places)
    assert "waits for an answer" in shown
    assert "Change of data" in shown


def act(browser, one, **sent):
    return browser.post(f"/city/applications/{one.pk}/", sent)


def test_the_city_asks_lin_answers_the_city_accepts(wang, lin):
    one = rules.apply(application=said(), by=lin.account, at=NOON)
    city, as_lin = signed_in(wang), signed_in(lin.account)
    page = f"/organizations/{one.pk}/application/"

    empty = act(city, one, act="ask", words=" ")
    assert empty.status_code == 422
    assert 'id="ask-words_error"' in empty.content.decode()
    assert act(city, one, act="ask", words="谁负责安全？").status_code == 302
    assert "谁负责安全？" in as_lin.get(page).content.decode()
    assert as_lin.post(page, {"words": "两位馆员。"}).status_code == 302
    assert act(city, one, act="approve", words="").status_code == 302

    one.refresh_from_db()
    assert one.is_active
    # Sent once more from a second window: a sentence, nothing twice.
    assert act(city, one, act="approve", words="").status_code == 409
    assert one.steps.count() == 4


def test_an_auditor_reads_and_decides_nothing(he, lin):
    one = rules.apply(application=said(), by=lin.account, at=NOON)
    auditor = signed_in(he)
    shown = auditor.get(f"/city/applications/{one.pk}/").content.decode()
    assert "海州区图书馆" in shown
    assert "13812345678" not in shown
    assert 'name="act"' not in shown
    assert act(auditor, one, act="approve").status_code == 404
    one.refresh_from_db()
    assert one.status == "pending"


@pytest.mark.parametrize("name", ["dissolve", "approve", "", "x\0"])
def test_what_makes_no_sense_now_is_refused_in_words(wang, lin, name):
    one = rules.apply(application=said(), by=lin.account, at=NOON)
    got = act(signed_in(wang), one, act=name, words="x" * 1001)
    assert got.status_code in (409, 422)
    one.refresh_from_db()
    assert one.status == "pending"


def test_staff_suspend_place_and_dissolve(wang, association, beach_team):
    city = signed_in(wang)
    act(city, association, act="place", parent=str(beach_team.pk))
    association.refresh_from_db()
    assert association.parent == beach_team
    circle = act(city, beach_team, act="place", parent=str(association.pk))
    assert circle.status_code == 422
    act(city, association, act="suspend", words="年检未过")
    shown = Client().get(f"/organizations/{association.pk}/").content.decode()
    assert "该组织已暂停" in shown
    act(city, association, act="dissolve", successor=str(beach_team.pk), words="合并")
    gone = Client().get(f"/organizations/{association.pk}/").content.decode()
    assert f"/organizations/{beach_team.pk}/" in gone
    assert "该组织已注销" in gone


# One's own organization


@pytest.fixture
def as_zhao(zhao):
    return signed_in(zhao)


def stated(**changes):
    whole = KIND | NAME | WORK | PEOPLE | {"site": ""}
    return whole | changes


def test_zhao_changes_contact_himself_and_the_name_by_review(
    as_zhao, association, wang
):
    settings = f"/organizations/{association.pk}/settings/"
    described = {**WORK, **PEOPLE, "name_en": "Haizhou Youth"}
    assert as_zhao.post(settings, described).status_code == 302
    public = Client().get(f"/organizations/{association.pk}/").content.decode()
    assert "每周六为社区孩子读书。" in public
    assert "13812345678" in public  # he shows the contact

    restate = f"/organizations/{association.pk}/restate/"
    assert as_zhao.post(restate, stated(name="新名字")).status_code == 302
    association.refresh_from_db()
    assert association.name == "海州青年志愿者协会"
    review = signed_in(wang).get(f"/city/applications/{association.pk}/")
    assert "新名字" in review.content.decode()
    act(signed_in(wang), association, act="accept_filing", words="")
    association.refresh_from_db()
    assert association.name == "新名字"


def test_what_is_not_shown_is_public_nowhere(association, as_zhao, nobody_signed_in):
    described = {**WORK, **PEOPLE, "name_en": ""}
    del described["shows_contact"]
    as_zhao.post(f"/organizations/{association.pk}/settings/", described)
    shown = nobody_signed_in.get(f"/organizations/{association.pk}/").content.decode()
    assert "13812345678" not in shown
    assert "林小港" not in shown


@pytest.fixture
def nobody_signed_in():
    return Client()


def test_zhao_is_reminded_and_confirms(as_zhao, association):
    association.valid_until = timezone.localdate() + timedelta(days=60)
    association.save()
    page = f"/organizations/{association.pk}/"
    assert "The term ends on" in as_zhao.get(page).content.decode()
    assert "有效期至" not in Client().get(page).content.decode()
    as_zhao.post(f"{page}restate/", stated())
    assert Filing.objects.get().purpose == "renewal"


def test_the_city_sees_what_expired(wang, association):
    association.valid_until = date(2020, 1, 1)
    association.save()
    shown = signed_in(wang).get("/city/applications/").content.decode()
    assert "Wed 1 Jan 2020" in shown


@pytest.mark.parametrize("nasty", NASTY)
def test_settings_and_restatement_answer_anything(as_zhao, association, nasty):
    for path, whole in (
        ("settings", {**WORK, **PEOPLE, "name_en": "", "name": ""}),
        ("restate", stated()),
    ):
        for name in whole:
            got = as_zhao.post(
                f"/organizations/{association.pk}/{path}/",
                whole | {name: NASTY[nasty]},
            )
            assert got.status_code in (302, 409, 422), name


def test_the_list_is_filtered_by_kind_and_district(association):
    make_organization("连云学校", kind="legal_person", district_id="320703")
    shown = Client().get("/organizations/", {"kind": "legal_person"}).content.decode()
    assert "连云学校" in shown
    assert "海州青年志愿者协会" not in shown
    none = Client().get("/organizations/", {"kind": "x\0", "district": "320703"})
    assert "连云学校" in none.content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_queue_takes_so_many_queries(wang, lin, rows, django_assert_num_queries):
    for n in range(rows):
        one = make_organization(f"新队{n}", status="pending")
        appoint(make_account(f"founder{n}"), "admin", one)
        serving = make_organization(f"老队{n}", valid_until=date(2020, 1, 1))
        Filing.objects.create(
            organization=serving,
            purpose="renewal",
            said_sealed=b"",
            said_by=wang,
            said_at=NOON,
        )
    browser = signed_in(wang)
    browser.get("/city/applications/")
    # session, account, person, offices; applying, filed, ending, suspended
    with django_assert_num_queries(8):
        browser.get("/city/applications/")
