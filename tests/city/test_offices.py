"""The pages on which offices are given, ended and handed to a deputy."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.city.conftest import make_site
from tests.factories import appoint, make_account, make_volunteer
from tests.signed_in import prove_once
from volunteers import rules
from volunteers.models import Account, Appointment, AppointmentEvent, Membership

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def as_(account):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = "en"
    return client


def offices_of(organization):
    return f"/organizations/{organization.pk}/appointments/"


def said(**changed):
    return {
        "role": "recorder",
        "who": "",
        "starts_on": str(timezone.localdate()),
        "ends_on": "",
        **changed,
    }


def test_an_administrator_appoints_on_the_page(zhao, mei, association):
    browser = as_(zhao)
    page = browser.post(
        offices_of(association),
        said(who=mei.number, ends_on="２０９９年１月２日"),
        follow=True,
    )

    held = mei.account.appointments.get()
    assert (held.role, held.organization, str(held.ends_on)) == (
        "recorder",
        association,
        "2099-01-02",
    )
    assert held.appointed_by == zhao
    assert page.status_code == 200
    line = AppointmentEvent.objects.get(pgh_obj=held)
    assert line.pgh_context == {"user": zhao.pk, "url": offices_of(association)}


def test_whoever_is_no_member_is_masked_to_the_administrator(zhao, mei, association):
    rules.appoint(
        account=mei.account,
        role="recorder",
        organization=association,
        by=zhao,
        at=timezone.now(),
    )
    page = as_(zhao).get(offices_of(association)).content.decode()
    assert "梅云台" not in page
    assert mei.number in page

    Membership.objects.create(
        volunteer=mei, organization=association, joined_on="2020-01-01"
    )
    assert "梅云台" in as_(zhao).get(offices_of(association)).content.decode()


def test_the_city_sees_whole_names(wang, hu, association):
    assert "胡朝阳" in as_(wang).get(offices_of(association)).content.decode()


def test_an_auditor_reads_and_appoints_nobody(he, hu, mei, association):
    page = as_(he).get(offices_of(association))

    assert page.context["form"] is None
    answer = as_(he).post(offices_of(association), said(who=mei.number))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"who": ""}, "who"),
        ({"who": "nobody"}, "who"),
        ({"who": "a\0b"}, "who"),
        ({"who": "\u202e\u200b"}, "who"),
        ({"who": "x" * 10_000}, "who"),
        ({"who": "＠＃￥"}, "who"),
        ({"role": "staff"}, "role"),
        ({"role": "guardian"}, "role"),
        ({"starts_on": "tomorrow"}, "starts_on"),
        ({"starts_on": "2020-02-30"}, "starts_on"),
        ({"starts_on": "1" * 10_000}, "starts_on"),
        ({"ends_on": "\0"}, "ends_on"),
        ({"starts_on": "2020-01-01"}, "starts_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"who": "zhao"}, "who"),
        ({"who": "hu", "role": "approver"}, "who"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(zhao, hu, mei, association, wrong, field):
    sent = said(who=mei.number) | wrong
    answer = as_(zhao).post(offices_of(association), sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not mei.account.appointments.exists()


def test_an_office_ends_on_the_page(zhao, hu):
    held = hu.appointments.get()
    url = f"/appointments/{held.pk}/end/"
    browser = as_(zhao)
    assert browser.get(url).status_code == 200
    for wrong in (
        {"when": "day", "last_day": ""},
        {"when": "day", "last_day": "2020-01-01"},
        {"when": "never"},
    ):
        assert browser.post(url, wrong).status_code == 422
    browser.post(url, {"when": "now"})

    held.refresh_from_db()
    assert held.ended_by == zhao
    assert not Appointment.objects.in_force(timezone.localdate()).filter(pk=held.pk)
    assert (
        "1 past office"
        in browser.get(
            f"/organizations/{held.organization_id}/appointments/"
        ).content.decode()
    )


def test_who_may_not_end_it_does_not_find_it(hu, stranger, mei, zhao):
    held = zhao.appointments.get(role="admin")
    for account in (hu, stranger, mei.account):
        assert as_(account).get(f"/appointments/{held.pk}/end/").status_code == 404
    assert as_(hu).post("/appointments/999999/end/").status_code == 404


def test_the_last_administrator_is_told_on_the_page(zhao):
    held = zhao.appointments.get(role="admin")
    answer = as_(zhao).post(f"/appointments/{held.pk}/end/", {"when": "now"})

    assert answer.status_code == 422
    assert "last administrator" in answer.content.decode()


def test_staff_appoint_clerks_and_the_citys_own(wang, mei):
    site = make_site("320706C")
    browser = as_(wang)
    browser.post(
        f"/sites/{site.code}/appointments/", said(role="clerk", who=mei.number)
    )
    browser.post("/city/appointments/", said(role="auditor", who=mei.number))

    assert {one.role for one in mei.account.appointments.all()} == {"clerk", "auditor"}


def test_the_operator_appoints_the_first_of_the_city(mei):
    operator = make_account("operator", is_staff=True, is_superuser=True)
    as_(operator).post("/city/appointments/", said(role="staff", who=mei.number))

    held = mei.account.appointments.get()
    assert (held.role, held.appointed_by) == ("staff", operator)
    # Until a second factor is set up, nothing of the city opens.
    account = Account.objects.get(pk=mei.account_id)
    assert account.needs_second_factor


def test_an_auditor_appointed_today_opens_nothing_without_a_second_factor(wang, mei):
    rules.appoint(account=mei.account, role="auditor", by=wang, at=timezone.now())
    browser = as_(mei.account)
    prove_once(browser)

    assert (
        browser.get("/city/").headers["Location"].startswith("/account/second-factor/")
    )


# Deputies


def test_a_deputy_is_named_shown_and_ended(zhao, mei, association):
    today = timezone.localdate()
    browser = as_(zhao)
    own = zhao.appointments.get(role="approver")
    sent = {
        "office": own.pk,
        "who": "mei",
        "starts_on": str(today),
        "ends_on": str(today + 3 * DAY),
    }
    browser.post("/me/deputies/", sent)

    held = mei.account.appointments.get()
    assert held.deputy_of == own
    page = as_(Account.objects.get(pk=mei.account_id)).get("/me/").content.decode()
    assert "(for 赵海州)" in page
    assert "(for you)" in browser.get("/me/deputies/").content.decode()

    browser.post(f"/appointments/{held.pk}/end/", {"when": "now"})
    page = as_(Account.objects.get(pk=mei.account_id)).get("/me/").content.decode()
    assert "(for 赵海州)" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"office": "0"},
        {"office": ""},
        {"ends_on": ""},
        {"ends_on": "2999-01-01"},
        {"who": "zhao"},
        {"who": "ghost"},
        {"starts_on": "2001-01-01"},
    ],
)
def test_a_deputy_named_wrongly_is_not_named(zhao, mei, wrong):
    today = timezone.localdate()
    own = zhao.appointments.get(role="approver")
    sent = {
        "office": own.pk,
        "who": "mei",
        "starts_on": str(today),
        "ends_on": str(today + DAY),
    }
    answer = as_(zhao).post("/me/deputies/", sent | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not mei.account.appointments.exists()


def test_who_holds_nothing_names_nobody(mei):
    page = as_(mei.account).get("/me/deputies/")
    assert page.context["form"] is None
    assert as_(mei.account).post("/me/deputies/", {}).status_code == 404


@pytest.mark.parametrize("people", [1, 30])
def test_a_page_of_offices_asks_as_often_for_many(wang, association, people):
    for _ in range(people):
        appoint(
            make_volunteer(f"x{_}").account, "recorder", association, appointed_by=wang
        )
    browser = as_(wang)
    browser.get(offices_of(association))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get(offices_of(association))

    # The session, the account, its offices for the menu, the organization; those in
    # force, planned and past.
    assert len(asked) == 8
