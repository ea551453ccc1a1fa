"""The operator's admin: what opens there, for whom, and what it never shows."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.utils import label_for_field
from django.contrib.staticfiles import finders
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from config.history import Change
from config.kept import Kept
from config.models import Job
from config.operator import operator as site
from config.operator.rows import FirstThousand, ReadOnly
from hours.models import Entry, Import, Session
from hours.rules import approve
from hours.rules import reverse as take_back
from policies.models import Policy, PolicyEvent
from policies.reports import number
from tests.city.conftest import make_site
from tests.codes import another
from tests.factories import (
    EVENING,
    NOON,
    log_session,
    make_account,
    make_volunteer,
)
from tests.second_factors import app_shows, set_up_app
from volunteers.models import Account, Membership, Organization, Site, Volunteer

pytestmark = pytest.mark.django_db
REGISTERED = sorted(site._registry.items(), key=lambda one: one[0]._meta.label)
MODELS = [pytest.param(*one, id=one[0]._meta.label) for one in REGISTERED]
SECRET = ("_sealed", "_hash", "_last4", "password", "email", "initials", "note")


@pytest.fixture
def operator(db):
    return make_account("admin", is_staff=True, is_superuser=True)


def as_(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def url_of(model, page, *args):
    return reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args
    )


@pytest.fixture
def city(association, lin, zhao):
    """Something of most kinds, with everything of a person that must not be seen."""
    make_site("320706S1")
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on="2020-01-01"
    )
    session = log_session(volunteer=lin, organization=association, note="Note of Lin")
    approve(sessions=[session], by=zhao, at=NOON)
    take_back(sessions=[session], by=zhao, reason="Words on Lin", at=EVENING)
    Volunteer.objects.filter(pk=lin.pk).update(name="林大港", birth_date="1991-02-03")
    Membership.objects.update(left_on="2020-02-01")
    Organization.objects.update(name="海州青年")
    lin.account.email = "lin@example.org"
    lin.account.phone = "+8613912345678"
    lin.account.save()
    Import.objects.create(
        organization=association,
        name="march.csv",
        digest=b"",
        staged_by=zhao,
        staged_at=NOON,
    )
    Job.objects.create(
        kind="decide",
        account=zhao,
        arguments={"secret": "Arguments"},
        problem={"code": "broken", "detail": "Detail"},
        created_at=NOON,
        touched_at=NOON,
    )
    return lin


# What opens, and for whom


@pytest.mark.parametrize(("model", "page"), MODELS)
def test_every_list_and_row_opens_in_both_languages(model, page, operator, city):
    row = model.objects.order_by("pk").last()
    for language in ("en", "zh-hans"):
        browser = as_(operator, language)
        assert browser.get(url_of(model, "changelist")).status_code == 200
        searched = browser.get(url_of(model, "changelist"), {"q": "林大港"})
        assert searched.status_code == 200
        if row is not None:
            with CaptureQueriesContext(connection) as found:
                assert browser.get(url_of(model, "change", row.pk)).status_code == 200
            assert len(found) <= 20


def test_the_first_page_opens_in_both_languages(operator):
    assert "系统管理" in as_(operator, "zh-hans").get("/admin/").content.decode()
    assert "operator" in as_(operator).get("/admin/").content.decode()


@pytest.mark.parametrize(("model", "page"), MODELS)
def test_tables_and_columns_are_called_in_chinese(model, page, operator):
    meta = model._meta
    with translation.override("zh-hans"):
        called = {
            "room": str(meta.app_config.verbose_name),
            "table": str(meta.verbose_name),
            "tables": str(meta.verbose_name_plural),
            **{name: str(label_for_field(name, model, page)) for name in page.shown},
        }
    english = {one: said for one, said in called.items() if re.search("[a-z]", said)}
    assert english == {}


def test_every_file_that_a_page_names_is_there(operator, city):
    browser = as_(operator)
    pages = ["/admin/", url_of(Site, "add")]
    for model, _ in REGISTERED:
        pages.append(url_of(model, "changelist"))
        for row in model.objects.order_by("pk")[:1]:
            pages.append(url_of(model, "change", row.pk))
            pages.append(url_of(model, "history", row.pk))
    named = {(one, page) for page in pages for one in files_named(browser.get(page))}

    # Without an icon, browsers ask for one that is not there.
    assert {("/static/img/icon.svg", page) for page in pages} <= named
    assert ("/static/admin/css/base.css", "/admin/") in named
    missing = [one for one in sorted(named) if not is_there(one[0], browser)]
    assert missing == []


def files_named(answer):
    """The styles, scripts and pictures of a page."""
    tags = re.findall(r"<(?:link|script|img|source)\b[^>]*", answer.content.decode())
    for tag in tags:
        yield from re.findall(r'\b(?:src|href)="([^"]+)"', tag)


def is_there(file, browser):
    if file.startswith("/static/"):
        return bool(finders.find(file.removeprefix("/static/")))
    return browser.get(file).status_code == 200


def test_something_is_added_in_words_of_the_house(operator):
    page = as_(operator, "zh-hans").get(url_of(Site, "changelist")).content.decode()
    assert "加上" not in page
    assert "新增" in as_(operator, "zh-hans").get("/admin/").content.decode()


def test_every_table_of_changes_is_there():
    every = {one for one in apps.get_models() if issubclass(one, Change)}
    assert every <= {model for model, _page in REGISTERED}


def test_nobody_else_gets_in(lin, zhao, wang, he):
    helper = make_account("helper", is_staff=True)
    for account in (lin.account, zhao, wang, he, helper):
        browser = as_(account)
        for page in ("/admin/", "/admin/volunteers/volunteer/"):
            assert browser.get(page).url.startswith("/admin/login/")
        assert browser.get("/admin/login/").status_code == 403
    assert Client().get("/admin/").url.startswith("/admin/login/")
    assert Client().get("/admin/login/").url.startswith("/login/")


def test_the_right_password_alone_does_not_let_the_operator_in(operator):
    set_up_app(operator)
    operator.set_password("harbour-at-dawn")
    operator.save()
    right = {"username": "admin", "password": "harbour-at-dawn", "next": "/admin/"}

    # Django's own page would let whoever posts this in; there is none.
    there = Client()
    assert there.post("/admin/login/?next=/admin/", right).status_code == 302
    assert "_auth_user_id" not in there.session
    assert there.get("/admin/").url.startswith("/admin/login/")

    # By the site's sign-in, the same password leads to the second factor only.
    here = Client()
    second = here.post("/login/?next=/admin/", right)
    assert "_auth_user_id" not in here.session
    assert here.get("/admin/").url.startswith("/admin/login/")
    wrong = here.post(second.url, {"code": another(app_shows(operator))})
    assert wrong.status_code != 302
    assert here.get("/admin/").url.startswith("/admin/login/")

    # With both, in.
    assert here.post(second.url, {"code": app_shows(operator)}).url == "/admin/"
    assert here.session["_auth_user_id"] == str(operator.pk)
    assert here.get("/admin/").status_code == 200


def test_without_a_second_factor_the_right_password_leads_to_setting_one_up(operator):
    operator.set_password("harbour-at-dawn")
    operator.save()
    browser = Client()
    browser.post("/login/", {"username": "admin", "password": "harbour-at-dawn"})

    for page in ("/admin/", "/admin/volunteers/volunteer/"):
        assert browser.get(page).url.startswith("/account/second-factor/?next=/admin/")


def test_the_operators_password_is_changed_where_everybody_changes_theirs(operator):
    assert as_(operator).get("/admin/password_change/").url == "/account/password/"


# What is never shown


def test_nothing_of_a_person_that_is_masked_elsewhere_is_in_any_page(operator, city):
    lin = city
    browser = as_(operator)
    for model, _ in REGISTERED:
        pages = [url_of(model, "changelist")]
        pages += [
            url_of(model, "change", pk)
            for pk in model.objects.values_list("pk", flat=True)[:20]
        ]
        for page in pages:
            text = browser.get(page).content.decode()
            for hidden in (
                *("林小港", "林大港", "1990-05-01", "1991-02-03", "Note of Lin"),
                *("Words on Lin", "lin@example.org", "13912345678", "5678"),
                *(lin.phone, lin.document_number),
                *("Arguments", "Detail"),
            ):
                assert hidden not in text, f"{hidden} on {page}"


@pytest.mark.parametrize(("model", "page"), MODELS)
def test_no_column_that_is_sealed_or_hashed_is_shown_or_asked_for(model, page):
    assert page.shown
    for name in (*page.shown, *page.list_display, *page.finds):
        assert not name.endswith(SECRET)
    for field in model._meta.get_fields():
        if isinstance(field, models.BinaryField):
            assert field.name not in page.shown


@pytest.mark.parametrize(
    "asked",
    ["name__startswith=林", "phone_last4=0001", "birth_date__gte=1990-01-01"],
)
def test_nothing_masked_is_found_by_an_address(operator, lin, asked):
    browser = as_(operator)
    page = browser.get(f"/admin/volunteers/volunteer/?{asked}")
    assert page.status_code in (302, 400)


# What cannot be changed


@pytest.mark.parametrize(
    "model",
    [one for one, page in REGISTERED if isinstance(page, ReadOnly)],
    ids=lambda one: one._meta.label,
)
def test_what_is_looked_at_cannot_be_changed(model, operator, city):
    browser = as_(operator)
    assert browser.post(url_of(model, "add"), {}).status_code == 403
    for row in model.objects.order_by("pk")[:1]:
        before = model.objects.filter(pk=row.pk).values().get()
        assert (
            browser.post(url_of(model, "change", row.pk), {"minutes": 1}).status_code
            == 403
        )
        assert (
            browser.post(url_of(model, "delete", row.pk), {"post": "yes"}).status_code
            == 403
        )
        assert model.objects.filter(pk=row.pk).values().get() == before


def test_ledger_totals_people_and_history_are_only_looked_at():
    for model, page in REGISTERED:
        if issubclass(model, Kept | Change) or model in (
            *(Session, Entry, Account, Volunteer, Organization, Import, Job),
            DBTaskResult,
        ):
            assert isinstance(page, ReadOnly), model


# What the operator keeps in order


def said(**changed):
    later = timezone.localdate() + timedelta(days=30)
    return {"code": "undo_minutes", "holds_from": str(later), "value": "15", **changed}


def test_a_number_is_set_from_a_day_to_come(operator):
    browser = as_(operator)
    page = browser.post(url_of(Policy, "add"), said())

    assert page.status_code == 302
    later = timezone.localdate() + timedelta(days=30)
    assert number("undo_minutes", on=later) == 15
    assert number("undo_minutes", on=later - timedelta(days=1)) == 10
    line = PolicyEvent.objects.latest("pk")
    assert line.pgh_context == {"user": operator.pk, "url": url_of(Policy, "add")}


def test_a_planned_number_is_put_right_or_taken_away(operator):
    browser = as_(operator)
    browser.post(url_of(Policy, "add"), said())
    planned = Policy.objects.latest("pk")
    browser.post(url_of(Policy, "change", planned.pk), {"value": "20"})
    planned.refresh_from_db()
    assert planned.value == 20

    browser.post(url_of(Policy, "delete", planned.pk), {"post": "yes"})
    assert not Policy.objects.filter(pk=planned.pk).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"holds_from": "2020-01-01"},
        {"holds_from": "today"},
        {"value": "-1"},
        {"code": "no_such_number"},
    ],
)
def test_no_number_is_set_for_the_past_nor_one_that_means_nothing(operator, wrong):
    if wrong.get("holds_from") == "today":
        wrong = {"holds_from": str(timezone.localdate())}
    before = Policy.objects.count()
    page = as_(operator).post(url_of(Policy, "add"), said(**wrong))

    assert page.status_code == 200
    assert "errornote" in page.content.decode()
    assert Policy.objects.count() == before


def test_what_holds_is_not_changed(operator):
    held = Policy.objects.filter(code="undo_minutes").get()
    browser = as_(operator)
    assert (
        browser.post(url_of(Policy, "change", held.pk), {"value": "1"}).status_code
        == 403
    )
    assert (
        browser.post(url_of(Policy, "delete", held.pk), {"post": "yes"}).status_code
        == 403
    )


def test_a_site_is_added_where_it_may_hang(operator):
    center = make_site("320706C1")
    browser = as_(operator)
    new = {"code": "320706I1", "name": "所", "name_en": "", "district": "320706"}
    wrong = browser.post(
        url_of(Site, "add"), new | {"kind": "station", "parent": center.pk}
    )
    assert "hangs under" in wrong.content.decode()

    browser.post(url_of(Site, "add"), new | {"kind": "institute", "parent": center.pk})
    one = Site.objects.get(code="320706I1")
    browser.post(
        url_of(Site, "change", one.pk),
        {"name": "幸福路所", "name_en": "", "code": "x", "kind": "center"},
    )
    one.refresh_from_db()
    assert (one.name, one.code, one.kind) == ("幸福路所", "320706I1", "institute")
    browser.post(url_of(Site, "delete", one.pk), {"post": "yes"})
    assert Site.objects.filter(pk=one.pk).exists()


# Long tables


@pytest.mark.parametrize(
    ("model", "queries"), [(Session, 6), (Entry, 6), (Volunteer, 6), (Account, 6)]
)
def test_a_list_asks_as_often_for_thirty_rows_as_for_one(
    model, queries, operator, association, zhao
):
    def serve(n):
        one = make_volunteer(f"one{n}")
        approve(
            sessions=[log_session(volunteer=one, organization=association)],
            by=zhao,
            at=NOON,
        )

    def asked():
        browser = as_(operator)
        browser.get("/admin/")
        with CaptureQueriesContext(connection) as found:
            browser.get(url_of(model, "changelist"))
        return len(found)

    serve(0)
    asked()
    few = asked()
    for n in range(1, 31):
        serve(n)
    assert asked() == few == queries


def test_no_table_is_counted_to_its_end_nor_sorted_as_an_address_says(operator, lin):
    browser = as_(operator)
    for model, page in REGISTERED:
        assert page.paginator is FirstThousand
        with CaptureQueriesContext(connection) as found:
            browser.get(url_of(model, "changelist"), {"o": "2.-3"})
        plain = " ".join(one["sql"] for one in found)
        with CaptureQueriesContext(connection) as found:
            browser.get(url_of(model, "changelist"))
        assert [*map(_shape, plain.split("ORDER BY")[1:])] == [
            *map(_shape, " ".join(one["sql"] for one in found).split("ORDER BY")[1:])
        ]
        for one in found:
            if "COUNT(" in one["sql"]:
                assert "LIMIT 1000" in one["sql"]


def _shape(text):
    return text.strip()[:60]


def test_rows_are_found_by_what_has_an_index(operator, lin, mei):
    page = as_(operator).get("/admin/volunteers/volunteer/", {"q": lin.number})
    assert lin.number in page.content.decode()
    assert mei.number not in page.content.decode()
