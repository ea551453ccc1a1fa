"""Who reads what was changed, in which words, and what nobody reads."""

import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from city.changes import every_change, of_person
from city.changes.words import ABOUT, COLUMNS, WHAT
from config.acting import acting
from config.history import HIDDEN, Change
from policies.models import Policy
from policies.reference import DEFAULTS
from policies.words import NAMES
from tests.api.calls import signed_in
from tests.city.conftest import make_site
from tests.factories import (
    NOON,
    appoint,
    make_organization,
    make_volunteer,
)
from tests.families import born
from volunteers import rules
from volunteers.models import (
    Account,
    Appointment,
    District,
    Guardian,
    Membership,
    Organization,
    Profile,
    Site,
    Volunteer,
)
from volunteers.rules import members

pytestmark = pytest.mark.django_db
MINE = "/me/data/changes/"


def as_(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def read(account, url, language="en"):
    page = as_(account, language).get(url)
    assert page.status_code == 200
    text = re.sub(r"<[^>]+>", " ", page.content.decode().split("<main", 1)[1])
    return re.sub(r"\s+", " ", text)


def by(account, page="/nowhere/"):
    return acting(lambda: {"user": account.pk, "url": page})


def of(organization):
    return f"/organizations/{organization.pk}/changes/"


def of_volunteer(person):
    return f"/city/volunteers/{person.number}/changes/"


def moved(person, **changed):
    Volunteer.objects.filter(pk=person.pk).update(**changed)


@pytest.fixture
def station(db):
    return make_site("320706S1", name="海州区幸福路所", name_en="", kind="institute")


@pytest.fixture
def clerk(station):
    person = make_volunteer("sun", name="孙幸福")
    return appoint(person.account, "clerk", site=station)


# Each their own


def test_a_person_reads_who_changed_what_where_and_how_it_was(lin, clerk):
    with by(clerk, f"/people/{lin.number}/"):
        moved(lin, name="林大港", district_id="320703")
    page = read(lin.account, MINE)

    assert "Personal data changed" in page
    assert "海州区幸福路所 · Station clerk" in page
    assert "Registration at a desk" in page
    assert "Name 林小港 林大港" in page
    assert "Home district Haizhou District Lianyun District" in page
    assert "孙幸福" not in page  # the office, not who holds it


def test_it_is_said_in_chinese_too(lin, clerk):
    with by(clerk, f"/people/{lin.number}/"):
        moved(lin, name="林大港", district_id="320703")
    page = read(lin.account, MINE, "zh-hans")

    assert "海州区" in page
    assert "连云区" in page
    assert not re.search("Personal|Home|District|Name|clerk", page)


def test_who_holds_no_office_is_masked_and_oneself_is_you(lin, mei):
    with by(mei.account):
        moved(lin, name="林大港")
    with by(lin.account, "/language/"):
        Account.objects.filter(pk=lin.account_id).update(language="zh-hans")
    page = read(lin.account, MINE)

    assert "梅*" in page
    assert "梅云台" not in page
    assert "you · Choosing a language" in page
    assert "简体中文" in page


def test_a_person_reads_of_account_memberships_and_offices(lin, zhao, association):
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on="2020-01-01"
    )
    with by(zhao, f"/organizations/{association.pk}/people/{lin.number}/"):
        members.remove(
            volunteer=lin,
            organization=association,
            words="Moved away",
            by=zhao,
            at=NOON,
        )
    rules.appoint(
        account=lin.account, role="recorder", organization=association, by=zhao, at=NOON
    )
    page = read(lin.account, MINE)

    assert "Membership changed · 海州青年志愿者协会" in page
    assert "Moved away" in page
    assert "Office given · 海州青年志愿者协会 · Recorder · you" in page


def test_without_a_change_the_page_says_so(lin):
    assert "Nothing has been changed." in read(lin.account, MINE)


def test_a_guardian_reads_of_the_child_acted_for_and_of_no_other(lin, mei):
    child = make_volunteer(name="许小小", birth_date=born(10))
    other = make_volunteer(name="许小江", birth_date=born(10))
    appoint(lin.account, "guardian", ward=child)
    moved(child, name="许大大")

    page = read(lin.account, f"/me/family/{child.number}/changes/")
    assert "许小小 许大大" in page
    browser = as_(lin.account)
    assert browser.get(f"/me/family/{other.number}/changes/").status_code == 404


def test_ones_own_data_has_the_changes(lin, clerk):
    with by(clerk, "/language/"):
        moved(lin, name="林大港")
    sent = signed_in(lin.account).get("/api/v1/me/export/")
    (line,) = json.loads(b"".join(sent.streaming_content))["changes"]

    assert (line["old"], line["new"]) == ("林小港", "林大港")
    assert "孙幸福" not in line["who"]


# Organizations, sites, the city


def test_administrators_read_of_their_organization(zhao, lin, wang, association):
    Profile.objects.create(organization=association, purpose="净滩")
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on="2020-01-01"
    )
    with by(wang, f"/city/applications/{association.pk}/"):
        Organization.objects.filter(pk=association.pk).update(status="suspended")
    with by(zhao):
        Profile.objects.update(purpose="读书", service_fields=["0006"])
        Membership.objects.update(left_on="2020-02-01", ending="left")
    page = read(zhao, of(association))

    assert "王* · City staff · File of an organization" in page
    assert "State Active Suspended" in page
    assert "What it is for 净滩 读书" in page
    assert f"Membership changed · 林* · {lin.number}" in page
    assert "How it ended Left" in page
    assert not re.search(r"\b0006\b", page)  # the name of the field, not its code


def test_a_guardian_and_the_child_read_who_was_named(lin, clerk):
    child = make_volunteer(name="许小小", birth_date=born(10))
    appoint(lin.account, "guardian", ward=child)
    with by(clerk, f"/people/{child.number}/"):
        named = Guardian.objects.create(
            ward=child, account=lin.account, relation="parent", named_at=NOON
        )
        Guardian.objects.create(ward=child, name="王奶奶", named_at=NOON).delete()
    page = read(lin.account, f"/me/family/{child.number}/changes/")

    assert "Guardian named 海" not in page
    assert page.count("Guardian named ") == 3  # two named, one named no more
    assert "Guardian named no more" in page
    assert "Relation Parent" in page
    assert "Account you" in page
    assert "王奶奶" not in page
    own = read(lin.account, MINE)
    assert f"Guardian named · 许* · {child.number}" in own
    assert named.pk


def test_whoever_keeps_a_site_reads_of_it(clerk, wang, station):
    with by(wang):
        Site.objects.filter(pk=station.pk).update(name="幸福路所")
    page = read(clerk, f"/sites/{station.code}/changes/")

    assert "Name 海州区幸福路所 幸福路所" in page
    assert "Office given" in page
    assert "Changes" in read(clerk, f"/sites/{station.code}/")


def test_the_city_reads_of_people_masked(wang, he, lin, clerk):
    with by(clerk):
        moved(lin, name="林大港", birth_date="1991-02-03")
    with by(lin.account, "/account/phone/prove/"):
        Account.objects.filter(pk=lin.account_id).update(username="lin_of_the_port")
    for reader in (wang, he):
        page = read(reader, of_volunteer(lin))
        assert "孙幸福 · 海州区幸福路所 · Station clerk" in page
        assert "the person · My account" in page
        assert "Name 林* 林*" in page
        for hidden in ("林小港", "林大港", "1991", "1990", "lin_of_the_port"):
            assert hidden not in page


def test_the_city_reads_of_its_numbers_districts_and_offices(he, wang):
    with by(wang):
        Policy.objects.create(code="undo_minutes", holds_from="2030-01-01", value=20)
        Policy.objects.filter(value=20).update(value=15)
        Policy.objects.create(code="undo_minutes", holds_from="2031-01-01", value=9)
        Policy.objects.filter(value=9).delete()
        District.objects.filter(pk="320706").update(resident_population=1430218)
    page = read(he, "/city/changes/")

    for said in (
        "A number of the city set",
        "A number of the city changed · Minutes for which a decision can be taken back",
        "Value 20 15",
        "A number of the city taken away · Minutes for which",
        "District changed · Haizhou District",
        "1,430,218",
        "Office given · City staff · 王云台",
    ):
        assert said in page
    assert "undo_minutes" not in page


def test_what_is_not_ones_own_does_not_exist(
    lin, zhao, qian, stranger, clerk, association, station
):
    elsewhere = make_site("320703C1", name="连云区中心", district_id="320703")
    for account in (lin.account, qian, stranger, clerk):
        assert as_(account).get(of(association)).status_code == 404
    for account in (lin.account, zhao, qian):
        assert as_(account).get(f"/sites/{station.code}/changes/").status_code == 404
    assert as_(clerk).get(f"/sites/{elsewhere.code}/changes/").status_code == 404
    for account in (lin.account, zhao, clerk):
        assert as_(account).get(of_volunteer(lin)).status_code == 404
        assert as_(account).get("/city/changes/").status_code == 404


# What nobody reads


def test_nothing_sealed_or_secret_is_on_any_page(lin, wang, association):
    account = lin.account
    account.set_password("harbour-at-dawn")
    account.email = "lin@example.org"
    account.phone = "+8613912345678"
    account.save()
    lin.phone = "+8613912345679"
    lin.document_number = "E99999999"
    lin.save()
    said = [read(account, MINE), read(wang, of_volunteer(lin))]
    said.append(str(list(every_change(of_person(lin, account), reader=wang))))

    for page in said:
        for secret in (
            *("13912345678", "13912345679", "E99999999", "5678", "5679", "9999"),
            *("lin@example.org", "harbour", account.password, "sealed", "hash"),
            *(str(bytes(lin.phone_sealed)), bytes(lin.phone_hash).hex()),
        ):
            assert secret not in page
    for label in ("Document number", "Phone", "E-mail", "Password"):
        assert f"{label} changed; the value is not shown" in said[0]


def test_of_whoever_has_left_only_that_something_changed_is_read(lin, wang):
    moved(lin, name="林大港")
    moved(lin, name="已注销", status="closed")
    Account.objects.filter(pk=lin.account_id).update(is_active=False)
    rules.erase_history(volunteer=lin, account=lin.account)

    page = read(wang, of_volunteer(lin))
    assert "Name changed; the value is not shown" in page
    assert "林" not in page


def test_every_column_that_is_told_has_a_name():
    for event in apps.get_models():
        if not issubclass(event, Change):
            continue
        model = event.pgh_tracked_model
        named = {*COLUMNS[model], *ABOUT.get(model, ())}
        named |= {"id", "initials", "last_login"}
        for field in model._meta.local_concrete_fields:
            assert field.column in named or re.search(HIDDEN, field.column)
            if field.column.endswith("_hash"):
                assert field.column.removesuffix("_hash") in named
        assert model in WHAT


def test_every_number_of_the_city_has_a_name():
    assert {*NAMES} == {*DEFAULTS}


# Long lists


def test_a_long_list_goes_on_over_pages_and_misses_none(lin):
    for n in range(120):
        moved(lin, name=f"林{n}港")
        Account.objects.filter(pk=lin.account_id).update(
            language="en" if n % 2 else "zh-hans"
        )
    browser, url, seen = as_(lin.account), MINE, []
    while url:
        page = browser.get(url)
        seen += [line.at for line in page.context["lines"]]
        url = MINE + page.context["older_url"] if page.context["older_url"] else None

    assert len(seen) == len({*seen}) == 240
    assert seen == sorted(seen, reverse=True)
    assert as_(lin.account).get(f"{MINE}?cursor=x").status_code == 400


def test_an_organization_is_read_with_as_many_queries_for_thirty_as_for_one(
    zhao, wang, association, db
):
    def change(n):
        person = make_volunteer(f"one{n}", name=f"许{n}")
        held = Membership.objects.create(
            volunteer=person, organization=association, joined_on="2020-01-01"
        )
        with by(make_volunteer(f"by{n}").account):
            Membership.objects.filter(pk=held.pk).update(left_on="2020-02-01")
            Organization.objects.filter(pk=association.pk).update(
                parent=make_organization(f"队{n}"), name=f"协会{n}"
            )
        appoint(person.account, "recorder", association)

    def queries():
        browser = as_(zhao)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(of(association)).status_code == 200
        return len(found)

    change(0)
    queries()
    few = queries()
    for n in range(1, 11):
        change(n)
    assert Appointment.objects.filter(organization=association).count() > 10
    assert queries() == few == 17


def test_people_have_an_index_for_their_changes():
    for event in apps.get_models():
        if issubclass(event, Change):
            name = f"changes_of_{event.pgh_tracked_model.__name__.lower()}"
            assert name in {one.name for one in event._meta.indexes}
