"""Calendars that other programs read: right to the letter, and without a person."""

import icalendar
import pytest
from django.utils import timezone

from activities import rules
from activities.calendar import Event, calendar
from activities.models import CalendarAddress
from tests.activities.published import days_from_now, draft, published, sign_up, times
from volunteers.models import Site

OCTETS = 75  # of a line (RFC 5545); what is longer goes on in the next
NASTY = "净滩; 带手套, 水\\杯\n第二行" + "很长" * 40 + "\x07"


def event(**more):
    said = {
        "id": "0190",
        "title": NASTY,
        "place": "南大门",
        "url": "https://hours.example.cn/activities/1/",
        "starts_at": days_from_now(2),
        "ends_at": days_from_now(2, 11),
        "changed_at": days_from_now(-1),
    }
    return Event(**said | more)


def unfolded(content):
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= OCTETS
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def test_every_letter_arrives_and_no_line_is_too_long():
    lines = unfolded(calendar("协会, 北;", [event()]))

    # As a program reads it.
    (read_again,) = icalendar.Calendar.from_ical("\r\n".join(lines)).events
    assert read_again["summary"] == NASTY.removesuffix("\x07")
    assert read_again["location"] == "南大门"
    assert read_again.start == days_from_now(2)
    assert "X-WR-CALNAME:协会\\, 北\\;" in lines


def test_moments_are_given_in_utc():
    lines = unfolded(calendar("x", [event()]))

    starts = days_from_now(2)
    hour = (starts.hour - 8) % 24
    assert f"DTSTART:{starts:%Y%m%d}T{hour:02}0000Z" in lines
    assert "STATUS:CONFIRMED" in lines
    assert "STATUS:CANCELLED" in unfolded(calendar("x", [event(is_cancelled=True)]))


pytest_db = pytest.mark.django_db


@pytest.fixture
def hill(association, zhao):
    return published(association, zhao, times(2), times(4))


def read(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return "\n".join(unfolded(answer.content))


@pytest_db
def test_an_organization_s_and_a_site_s_are_for_everybody(
    client, association, zhao, hill, settings
):
    settings.SITE_URL = "https://hours.example.cn"
    draft(association, zhao, title="还没想好")
    site = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    published(association, zhao, site=site, title="在中心")

    of_all = read(
        client, f"/activities/calendar/organizations/{association.pk}/activities.ics"
    )
    there = read(client, "/activities/calendar/sites/320706C/activities.ics")

    assert of_all.count("BEGIN:VEVENT") == 3
    assert "还没想好" not in of_all
    assert f"URL:https://hours.example.cn/activities/{hill.pk}/" in of_all
    assert there.count("BEGIN:VEVENT") == 1


@pytest_db
def test_one_shift_is_taken_along(client, association, zhao, hill):
    shift = hill.shifts.in_order()[0]
    taken = read(client, f"/activities/calendar/shifts/{shift.pk}/shift.ics")
    assert taken.count("BEGIN:VEVENT") == 1

    hidden = draft(association, zhao).shifts.get()
    url = f"/activities/calendar/shifts/{hidden.pk}/shift.ics"
    assert client.get(url).status_code == 404


@pytest_db
def test_one_s_own_stands_under_an_address_that_can_be_renewed(client, hill, lin, mei):
    sign_up(lin, hill)
    sign_up(mei, hill, 1)
    client.force_login(lin.account)
    assert not CalendarAddress.objects.exists()  # none unless it is asked for
    client.post("/me/calendar/", {"renew": "1"})
    first = CalendarAddress.objects.get().secret
    url = f"/activities/calendar/mine/{first}/activities.ics"
    assert url in client.get("/me/calendar/").content.decode()
    client.logout()

    mine = read(client, url)
    assert mine.count("BEGIN:VEVENT") == 1
    for word in (lin.name, lin.number, lin.masked_name):
        assert word not in mine

    client.force_login(lin.account)
    client.post("/me/calendar/", {"renew": "1"})
    assert client.get(url).status_code == 404
    second = CalendarAddress.objects.get().secret
    client.post("/me/calendar/", {"end": "1"})
    url = f"/activities/calendar/mine/{second}/activities.ics"
    assert client.get(url).status_code == 404


@pytest_db
def test_who_waits_reads_so_and_what_is_called_off_stays_as_such(
    client, association, zhao, lin, mei
):
    one = published(association, zhao, times(2, seats=1))
    sign_up(lin, one)
    sign_up(mei, one)
    kept = rules.renew_calendar(by=mei.account, at=timezone.now())
    url = f"/activities/calendar/mine/{kept.secret}/activities.ics"
    assert "SUMMARY:还没定" in read(client, url)

    rules.cancel(activity=one, reason="台风", by=zhao, at=timezone.now())
    assert "STATUS:CANCELLED" in read(client, url)


@pytest_db
def test_who_has_left_has_no_calendar(client, lin):
    kept = rules.renew_calendar(by=lin.account, at=timezone.now())
    lin.account.is_active = False
    lin.account.save()

    url = f"/activities/calendar/mine/{kept.secret}/activities.ics"
    assert client.get(url).status_code == 404
