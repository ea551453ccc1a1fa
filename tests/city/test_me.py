"""My year: what counts, what is on its way, what to do next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hours import rules
from tests.factories import NOON, log_session, make_account, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin_here(client, lin):
    client.force_login(lin.account)
    client.cookies["django_language"] = "en"
    return client


def told(page):
    return page.content.decode()


def test_the_year_shows_what_counts_and_apart_what_is_on_its_way(
    lin_here, lin, zhao, association
):
    counted = log_session(volunteer=lin, organization=association, minutes=150)
    log_session(
        volunteer=lin, organization=association, start="2020-03-04 09:00", minutes=60
    )
    rules.approve(sessions=[counted], by=zhao, at=NOON)

    page = lin_here.get("/me/?year=2020").context["page"]

    assert (page.minutes, page.sessions) == (150, 1)
    assert (page.pending_minutes, page.pending_sessions) == (60, 1)
    assert page.all_time_minutes == 150
    assert page.stars.missing_minutes == 6000 - 150


def test_it_speaks_both_languages(lin_here, lin, association):
    log_session(volunteer=lin, organization=association)

    assert "2.00 hours is on its way" in told(lin_here.get("/me/?year=2020"))
    lin_here.cookies["django_language"] = "zh-hans"
    assert "还有 1 次 2.00 小时在审核路上" in told(lin_here.get("/me/?year=2020"))


def test_a_question_comes_first(lin_here, lin, zhao, association):
    session = log_session(volunteer=lin, organization=association)
    rules.query(sessions=[session], by=zhao, at=NOON, reason="When did it end?")

    page = lin_here.get("/me/")

    assert page.context["page"].todo[0].session == session
    assert "When did it end?" in told(page)


def test_a_refusal_shows_its_reason_in_the_list(lin_here, lin, zhao, association):
    session = log_session(volunteer=lin, organization=association)
    rules.reject(sessions=[session], by=zhao, at=NOON, reason_code="not_present")

    assert "Not present that day" in told(lin_here.get("/me/?year=2020"))


def test_who_waits_sees_until_when(lin_here, lin, association):
    log_session(volunteer=lin, organization=association)

    assert "Decided by 13 Mar" in told(lin_here.get("/me/?year=2020"))


def test_years_before_can_be_chosen(lin_here, lin, zhao, association):
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)

    page = lin_here.get("/me/")

    assert page.context["page"].year == timezone.localdate().year
    assert '<a href="?year=2020"' in told(page)
    assert "Nothing logged in this year yet" in told(page)


def test_a_year_that_is_none_is_a_bad_request(lin_here):
    assert lin_here.get("/me/?year=x").status_code == 400
    assert lin_here.get("/me/sessions/?status=x").status_code == 400
    assert lin_here.get("/me/sessions/?after=x").status_code == 400


def test_an_office_without_hours_sees_a_page_that_says_so(client):
    client.force_login(make_account("office"))

    for address in ("/me/", "/me/sessions/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "这个账号还不是注册志愿者" in told(page)


def test_strangers_sign_in_first(client):
    assert client.get("/me/").url == "/login/?next=/me/"


def test_nobody_elses_sessions_are_in_the_list(lin_here, mei, association):
    log_session(volunteer=mei, organization=association)

    assert lin_here.get("/me/sessions/").context["lines"] == []


def many(lin, association, count):
    for n in range(count):
        day = moment("2020-03-05 09:00") - timedelta(hours=4 * (n % 3), days=n // 3)
        log_session(
            volunteer=lin,
            organization=association,
            start=f"{day:%Y-%m-%d %H:%M}",
            minutes=30,
        )


def test_the_whole_list_goes_page_by_page_and_misses_none(lin_here, lin, association):
    many(lin, association, 35)

    first = lin_here.get("/me/sessions/").context
    second = lin_here.get(f"/me/sessions/{first['older_url']}").context

    seen = [line.session.pk for line in [*first["lines"], *second["lines"]]]
    assert (len(first["lines"]), len(second["lines"])) == (30, 5)
    assert len(set(seen)) == 35
    assert second["older_url"] is None
    assert second["newer_url"] == "?"


def test_the_list_is_narrowed_by_status_and_year(lin_here, lin, zhao, association):
    many(lin, association, 3)
    rules.approve(sessions=[lin.sessions.first()], by=zhao, at=NOON)

    def count(query):
        return len(lin_here.get(f"/me/sessions/?{query}").context["lines"])

    assert count("status=approved") == 1
    assert count("status=submitted&year=2020") == 2
    assert count("year=2019") == 0


@pytest.mark.parametrize("sessions", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"), [("/me/?year=2020", 20), ("/me/sessions/", 10)]
)
def test_1_session_and_30_take_as_many_queries(
    lin_here, lin, association, sessions, address, queries, django_assert_num_queries
):
    many(lin, association, sessions)

    with django_assert_num_queries(queries):
        lin_here.get(address)
