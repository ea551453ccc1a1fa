"""The page of notices, and the bell in the frame of every page."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from city.rules import close_account
from hours import rules
from notices import reading
from notices import rules as notices
from notices.models import Notice
from tests.factories import EVENING, NOON, log_session

pytestmark = pytest.mark.django_db


def here(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def text(answer):
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def tell_many(account, session, count):
    for n in range(count):
        at = NOON + timedelta(minutes=n)
        notices.tell(event="hours_queried", whom=[(account.pk, session.pk)], at=at)


@pytest.fixture
def session(lin, association, beach_cleaning):
    return log_session(volunteer=lin, organization=association, activity=beach_cleaning)


@pytest.fixture
def asked(session, zhao):
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
    return Notice.objects.get(event="hours_queried")


def test_lin_reads_what_she_was_asked_in_her_language(lin, asked):
    page = text(here(lin.account).get("/notices/"))
    assert "has a question: “Liandao beach clean-up”, 5 Mar" in page
    assert "now: Reply needed" in page

    page = text(here(lin.account, "zh-hans").get("/notices/"))
    assert "连岛海岸净滩" in page
    assert "3月5日" in page


def test_the_bell_counts_what_is_unread(lin, asked):
    client = here(lin.account)
    assert "Notices, 1 unread" in text(client.get("/me/"))
    assert "Notices, 1 unread" in text(client.get("/notices/"))  # GET changes nothing

    client.post(f"/notices/{asked.pk}/open/")

    assert "unread" not in text(client.get("/me/"))


def test_a_hundred_are_more_than_99(lin, session):
    tell_many(lin.account, session, 120)

    assert "Notices, 99+ unread" in text(here(lin.account).get("/account/"))
    assert reading.unread(lin.account) == 100


def test_opening_leads_to_the_session_and_is_noted_once(lin, asked, session):
    client = here(lin.account)
    answer = client.post(f"/notices/{asked.pk}/open/")
    assert answer["Location"] == f"/sessions/{session.pk}/"
    asked.refresh_from_db()
    first = asked.read_at

    client.post(f"/notices/{asked.pk}/open/")

    asked.refresh_from_db()
    assert asked.read_at == first


def test_zhao_opens_an_answer_at_the_desk(lin, zhao, asked, session):
    rules.answer(session=session, text="Eleven", by=lin.account, at=EVENING)
    client = here(zhao)
    assert "Your question was answered: “Liandao" in text(client.get("/notices/"))

    answer = client.post(f"/notices/{Notice.objects.of(zhao).get().pk}/open/")

    assert answer["Location"] == f"/desk/{session.pk}/"


def test_what_one_may_not_see_any_more_says_nothing(lin, zhao, asked, session):
    rules.answer(session=session, text="Eleven", by=lin.account, at=EVENING)
    zhao.appointments.update(ended_at=EVENING)
    zhao.appointments_today = None
    client = here(zhao)

    page = text(client.get("/notices/"))
    assert "Something that is not there for you any more" in page
    assert "Liandao" not in page
    one = Notice.objects.of(zhao).get()
    assert client.post(f"/notices/{one.pk}/open/")["Location"] == "/notices/"


def test_an_event_of_a_later_version_is_no_error(lin):
    Notice.objects.create(
        recipient=lin.account, event="comet_seen", subject=uuid4(), at=NOON
    )

    assert here(lin.account).get("/notices/").status_code == 200


def test_all_that_was_shown_is_read_and_no_more(lin, session):
    tell_many(lin.account, session, 3)
    client = here(lin.account)
    shown = re.search(
        r'name="until" value="(\d+)"', str(client.get("/notices/").content)
    )
    notices.tell(
        event="hours_rejected", whom=[(lin.account.pk, session.pk)], at=EVENING
    )

    client.post("/notices/read/", {"until": shown[1]})

    assert [one.event for one in Notice.objects.unread()] == ["hours_rejected"]


def test_anothers_notices_are_not_there(mei, asked):
    client = here(mei.account)

    assert client.post(f"/notices/{asked.pk}/open/").status_code == 404
    client.post("/notices/read/", {"until": asked.pk})
    asked.refresh_from_db()
    assert asked.read_at is None
    assert "Nothing to tell you yet" in text(client.get("/notices/"))


@pytest.mark.parametrize("address", ["/notices/?before=x", "/notices/?before=-1"])
def test_an_address_that_is_none_of_ours(lin, address):
    assert here(lin.account).get(address).status_code == 400


def test_reading_what_was_never_shown_is_refused(lin):
    assert here(lin.account).post("/notices/read/", {}).status_code == 400


@pytest.mark.parametrize("count", [1, 30])
def test_1_notice_and_30_take_as_many_queries(
    lin, session, count, django_assert_num_queries
):
    tell_many(lin.account, session, count)
    client = here(lin.account)
    with django_assert_num_queries(6):
        client.get("/notices/")


def test_pages_go_on_to_the_end(lin, session):
    tell_many(lin.account, session, reading.ON_A_PAGE * 2 + 1)
    client = here(lin.account)
    address, seen = "/notices/", []
    while address:
        answer = client.get(address)
        seen += [line.pk for line in answer.context["page"].lines]
        older = answer.context["older_url"]
        address = f"/notices/{older}" if older else None

    ids = Notice.objects.order_by("-pk").values_list("pk", flat=True)
    assert seen == list(ids)
    assert answer.context["newer_url"] == "/notices/"


def test_whoever_leaves_is_told_nothing_more(lin, asked):
    close_account(account=lin.account, volunteer=lin, by=lin.account, at=timezone.now())

    assert not Notice.objects.exists()
