"""The page of the city's numbers: staff set them, auditors read, others see none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from city.reports.elsewhere import elsewhere
from hours import rules as hours_rules
from policies.models import Policy
from policies.reports import number
from tests.api import calls
from tests.factories import (
    appoint,
    log_session,
    make_organization,
    make_volunteer,
    moment,
)
from tests.hours.at_the_desk import signed_in, text

NUMBERS = "/city/policies/"
DAY = f"{NUMBERS}day_minutes_organization/"
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def as_wang(wang):
    return signed_in(wang)


def put(client, value, *, on=TOMORROW, url=DAY, **more):
    form = {"value": str(value), "holds_from": str(on), **more}
    return client.post(url, form, follow="try" not in more)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Who decides", "480 minutes (8 h)", "from the beginning"]),
        ("zh-hans", ["480 分钟", "谁来审核"]),
    ],
)
def test_every_number_is_there_with_what_it_means(wang, language, words):
    page = text(signed_in(wang, language).get(NUMBERS))
    for said in words:
        assert said in page
    assert page.count("/city/policies/") >= 23


def test_staff_set_one_from_a_day_to_come(as_wang, wang):
    page = put(as_wang, 420)
    assert "Set. It holds from that day on." in text(page)
    assert number("day_minutes_organization", on=TODAY) == 480
    assert number("day_minutes_organization", on=TOMORROW) == 420
    assert "set by you" in text(page)
    assert "420 minutes (7 h)" in text(as_wang.get(NUMBERS))
    assert "420" in text(as_wang.get("/city/changes/"))


def test_others_read_who_set_it(as_wang, he):
    put(as_wang, 420)
    assert "set by 王云台" in text(signed_in(he).get(DAY))


def test_one_to_come_is_taken_away(as_wang):
    put(as_wang, 420)
    (policy,) = Policy.objects.filter(holds_from=TOMORROW)
    page = as_wang.post(DAY, {"take_away": str(policy.pk)}, follow=True)
    assert "Taken away." in text(page)
    assert number("day_minutes_organization", on=TOMORROW) == 480
    again = as_wang.post(DAY, {"take_away": str(policy.pk)})
    assert again.status_code == 404
    held = Policy.objects.get(code="day_minutes_organization")
    page = as_wang.post(DAY, {"take_away": str(held.pk)}, follow=True)
    assert "What holds today or held before stays as it is." in text(page)
    assert as_wang.post(DAY, {"take_away": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("value", "on", "said"),
    [
        ("", TOMORROW, "Please complete this."),
        ("420", TODAY, "Please choose a later day."),
        ("420", "soon", "Please write a date"),
        ("0", TOMORROW, "This must lie between 1 minute and 1440 minutes (24 h)."),
        ("721", TOMORROW, "may not be more than"),
        ("-1", TOMORROW, "greater than or equal to 0"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(as_wang, value, on, said):
    page = put(as_wang, value, on=on)
    assert page.status_code == 422
    assert said in text(page).replace("&#x27;", "'")
    assert f'value="{value}"' in text(page) or not value
    assert Policy.objects.filter(code="day_minutes_organization").count() == 1


def test_auditors_read_and_try_and_set_nothing(he):
    client = signed_in(he)
    assert "Take away" not in text(client.get(DAY))
    assert put(client, 420).status_code == 404
    tried = client.get(DAY, {"value": "420", "holds_from": str(TOMORROW)})
    assert "What this would have changed" in text(tried)
    assert number("day_minutes_organization", on=TOMORROW) == 480


def test_nobody_else_has_such_a_page(zhao, lin, client):
    for account in (zhao, lin.account):
        for url in (NUMBERS, DAY):
            assert signed_in(account).get(url).status_code == 404
            assert put(signed_in(account), 1, url=url).status_code in (404, 405)
    assert client.get(NUMBERS).status_code == 302


def test_a_number_that_is_none_does_not_exist(as_wang):
    for url in (f"{NUMBERS}moon/", f"{NUMBERS}undo-minutes/"):
        assert as_wang.get(url).status_code == 404
        assert put(as_wang, 1, url=url).status_code == 404


def test_a_number_that_moves_no_session_is_not_tried(as_wang):
    page = as_wang.get(f"{NUMBERS}undo_minutes/")
    assert "See what it would have changed" not in text(page)


# What another number would have changed


@pytest.fixture
def last_month(association, beach_team, lin, mei, zhao):
    """In the last whole month: Lin a day of 400 and 60, Mei 500, Zhao an hour."""
    association.parent = make_organization("连云港市志愿者总会")
    association.save()
    last = TODAY.replace(day=1) - timedelta(days=1)
    at = moment(f"{last.replace(day=21)} 12:00")
    for person, where, start, minutes in (
        (lin, association, "06:00", 400),
        (lin, association, "18:00", 60),
        (mei, beach_team, "06:00", 500),
        (zhao.as_volunteer, association, "06:00", 60),
    ):
        log_session(
            volunteer=person,
            organization=where,
            start=f"{last.replace(day=20)} {start}",
            minutes=minutes,
            at=at,
        )
    return last


def shifts(code, value, today=TODAY):
    found = elsewhere(code=code, value=value, today=today)
    return {(one.now, one.tried): one.sessions for one in found.shifts}, found.total


def test_a_lower_limit_sends_what_is_over_it_up(last_month):
    assert shifts("day_minutes_organization", 420) == (
        {("organization", "parent"): 1},
        4,
    )
    assert shifts("day_minutes_organization", 300) == (
        {("organization", "parent"): 2},
        4,
    )
    assert shifts("day_minutes_organization", 480) == ({}, 4)


def test_a_higher_limit_leaves_more_to_the_organization(last_month):
    assert shifts("day_minutes_organization", 500) == (
        {("city", "organization"): 1},
        4,
    )


def test_the_window_moves_what_was_logged_late(last_month):
    moved, _ = shifts("retro_days_organization", 0)
    assert sum(moved.values()) == 2  # Mei's went up already, and so did Zhao's


def test_beyond_the_city_s_limit_nothing_could_be_logged(last_month):
    moved, _ = shifts("day_minutes_city", 450)
    assert moved == {("organization", "refused"): 1, ("city", "refused"): 1}


def test_what_was_refused_or_withdrawn_is_left_out(last_month, lin, zhao, wang):
    one = lin.sessions.order_by("started_at").first()
    hours_rules.reject(sessions=[one], by=wang, at=timezone.now(), reason="No")
    assert shifts("day_minutes_organization", 300) == ({}, 3)


def test_the_page_tells_it(as_wang, last_month):
    page = put(as_wang, 420, **{"try": "1"})
    assert page.status_code == 200
    assert "from the organization to the organization above" in text(page)
    assert "Of 4 sessions served from" in text(page)
    assert 'value="420"' in text(page)
    assert Policy.objects.filter(code="day_minutes_organization").count() == 1


def test_trying_is_one_statement(last_month, django_assert_num_queries):
    with django_assert_num_queries(1):
        elsewhere(code="day_minutes_city", value=900, today=TODAY)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_often_for_many_rows_as_for_one(
    as_wang, wang, count, django_assert_num_queries
):
    other = appoint(make_volunteer("fang", name="方灌南").account, "staff")
    for n in range(count):
        client = as_wang if n % 2 else signed_in(other)
        put(client, 420 - n, on=TOMORROW + timedelta(days=n))
    with django_assert_num_queries(7):
        as_wang.get(NUMBERS)


# Over the API


def test_a_program_reads_the_numbers_and_sets_one(wang, he):
    caller = calls.signed_in(wang)
    said = {"code": "undo_minutes", "value": 20, "holds_from": str(TOMORROW)}
    answer = caller.post(f"{calls.V1}/policies/", said, format="json")
    assert answer.status_code == 201
    assert answer.json()["to_come"] == [{"value": 20, "holds_from": str(TOMORROW)}]
    found = calls.signed_in(he).get(f"{calls.V1}/policies/").json()["results"]
    assert {one["code"]: one["now"]["value"] for one in found}["undo_minutes"] == 10

    for wrong, code in (
        ({"holds_from": str(TODAY)}, "holds_already"),
        ({"value": 1441}, "out_of_bounds"),
        ({"code": "day_minutes_city", "value": 100}, "out_of_order"),
    ):
        answer = caller.post(f"{calls.V1}/policies/", said | wrong, format="json")
        assert calls.problem(answer)[1] == code


def test_who_is_not_staff_sets_nothing_over_the_api(he, zhao, lin):
    said = {"code": "undo_minutes", "value": 20, "holds_from": str(TOMORROW)}
    for account, status in ((he, 404), (zhao, 404), (lin.account, 403)):
        caller = calls.signed_in(account)
        answer = caller.post(f"{calls.V1}/policies/", said, format="json")
        assert answer.status_code == status
