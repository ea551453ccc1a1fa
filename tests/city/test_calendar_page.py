"""The calendar of working days: staff mark days to come, auditors read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from policies.models import CalendarDay
from tests.hours.at_the_desk import signed_in, text

PAGE = "/city/calendar/"
TODAY = timezone.localdate()
NEXT = TODAY.year + 1


@pytest.fixture
def as_wang(wang):
    return signed_in(wang)


def marked(year):
    days = CalendarDay.objects.filter(day__year=year)
    return {str(day): works for day, works in days.values_list("day", "is_working")}


def test_staff_mark_a_day_and_take_it_away(as_wang):
    page = as_wang.get(f"{PAGE}?year={NEXT}")
    assert "No day of this year is marked" in text(page)
    said = {"day": f"{NEXT}/5/1", "kind": "off", "name": "劳动节"}
    page = as_wang.post(PAGE, said, follow=True)
    assert "Marked. Deadlines count with it from now on." in text(page)
    assert marked(NEXT) == {f"{NEXT}-05-01": False}
    assert "A day of the calendar marked" in text(as_wang.get("/city/changes/"))
    one = CalendarDay.objects.get(day__year=NEXT)
    page = as_wang.post(PAGE, {"take_away": str(one.pk)}, follow=True)
    assert "Taken away." in text(page)
    assert marked(NEXT) == {}
    assert as_wang.post(PAGE, {"take_away": str(one.pk)}).status_code == 404
    assert "A day of the calendar taken away" in text(as_wang.get("/city/changes/"))


def test_a_year_comes_as_lines_of_a_table(as_wang):
    lines = (
        f"日期,类型,名称\n{NEXT}-01-01,休,元旦\n{NEXT}年1月3日，班，元旦\n\n"
        "2026-01-02,休,元旦"
    )
    page = as_wang.post(PAGE, {"lines": lines}, follow=True)
    assert "2 days marked. 1 day that has come was left as it is." in text(page)
    assert marked(NEXT) == {f"{NEXT}-01-01": False, f"{NEXT}-01-03": True}
    as_wang.post(PAGE, {"lines": f"{NEXT}-01-01\tworking\t元旦"})
    assert marked(NEXT)[f"{NEXT}-01-01"] is True


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": str(TODAY), "kind": "off", "name": "某节"}, "choose a day to come"),
        ({"day": "soon", "kind": "off", "name": "某节"}, "Please write a date"),
        ({"lines": f"{NEXT}-01-01,休,元旦\n某节"}, "Line 2 cannot be read."),
        ({"lines": f"{NEXT}-01-01,休,某节\n{NEXT}-01-01,班,某节"}, "Line 2 says"),
        ({"lines": "日期,类型,某节"}, "No line tells a day."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(as_wang, said, sentence):
    page = as_wang.post(PAGE, said)
    assert page.status_code == 422
    assert sentence in text(page)
    assert "某节" in text(page)
    assert marked(NEXT) == {}


def test_auditors_read_and_mark_nothing_and_nobody_else_has_it(he, zhao, client):
    page = signed_in(he).get(f"{PAGE}?year=2026")
    assert "国庆节" in text(page)
    assert "Mark a day" not in text(page)
    said = {"day": str(TODAY + timedelta(days=9)), "kind": "off", "name": "x"}
    assert signed_in(he).post(PAGE, said).status_code == 404
    assert signed_in(zhao).get(PAGE).status_code == 404
    assert client.get(PAGE).status_code == 302


def test_a_full_year_is_as_few_queries_as_an_empty_one(
    as_wang, django_assert_num_queries
):
    as_wang.get(PAGE)
    for year in (2026, NEXT):
        with django_assert_num_queries(6):
            as_wang.get(f"{PAGE}?year={year}")
