"""A report says the same on its page, in its file and by a bare count."""

import csv
import io
import re

import pytest

from city import reports
from city.reports import By
from hours import statistics
from hours.models import Entry
from tests.api.calls import V1, signed_in
from tests.city.conftest import DISTRICTS, FILE, REPORT
from tests.factories import (
    appoint,
    make_account,
    moment,
)

NOW = moment("2021-01-02 12:00")


@pytest.fixture
def busy_city(standing_city, db):
    return standing_city


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.content.decode()))


def read(page):
    text = page.getvalue().decode("utf-8").removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def shown(page):
    """The minutes of every line of the page, by its label, and their sum."""
    return {one.label: one.line.minutes for one in page.context["lines"]}


QUESTIONS = [
    {"year": 2020},
    {"year": 2020, "by": "district"},
    {"year": 2020, "part": "q2", "by": "organization"},
    {"year": 2020, "part": "m3", "by": "day"},
    {"first": "2020-02-11", "last": "2020-09-30", "by": "service_field"},
    {"first": "2020-02-11", "last": "2020-09-30", "by": "site", "evidence": "declared"},
    {"year": 2020, "by": "evidence"},
]


@pytest.mark.parametrize("asked", QUESTIONS)
def test_page_and_file_say_the_same(asked, busy_city, ask):
    page, lines = ask(**asked), read(ask(FILE, **asked))

    assert sum(shown(page).values()) == page.context["answer"].whole.minutes > 0
    *lines, whole = lines
    label = next(
        name
        for name in (
            "Month",
            "District",
            "Organization",
            "Day",
            "Practice site",
            "Field of service",
            "Evidence",
        )
        if name in whole
    )
    assert {line[label]: int(line["Minutes"]) for line in lines} == shown(page)
    assert whole[label] == "Sum"
    assert int(whole["Minutes"]) == page.context["answer"].whole.minutes
    assert whole["Hours"] in words_of(page)


def over_the_api(asked):
    """The same question in the words of the API."""
    renamed = {"first": "from", "last": "to"}
    named = {renamed.get(name, name): value for name, value in asked.items()}
    part = named.pop("part", "")
    if part:
        named[{"q": "quarter", "m": "month"}[part[0]]] = part[1:]
    return {"by": "month", "page_size": 100} | named


@pytest.mark.parametrize("asked", QUESTIONS)
def test_page_and_api_say_the_same(asked, busy_city, ask, wang):
    page = ask(**asked)
    told = signed_in(wang).get(f"{V1}/totals/query/", over_the_api(asked)).json()

    assert [(one["key"], one["minutes"], one["hours"]) for one in told["results"]] == [
        (one.line.key, one.line.minutes, one.line.hours)
        for one in page.context["lines"]
    ]
    whole = page.context["answer"].whole
    assert told["minutes"] == whole.minutes
    assert told["sessions"] == whole.sessions
    assert told["by_evidence"] == whole.by_evidence


@pytest.mark.parametrize("asked", QUESTIONS[:5])
def test_it_is_what_the_ledger_says(asked, busy_city, ask):
    question = ask(**asked).context["question"]
    entries = Entry.objects.filter(service_date__range=(question.first, question.last))
    assert ask(**asked).context["answer"].whole.minutes == sum(
        one.minutes for one in entries
    )


def test_the_city_its_quarters_and_the_report_agree(busy_city, ask, client):
    year = reports.city_year(2020, at=NOW)
    assert ask(year=2020).context["answer"].whole.minutes == year.minutes
    for one in reports.quarters_of(year.months):
        page = ask(year=2020, part=f"q{one.quarter}", by="sum")
        assert page.context["answer"].whole.minutes == one.minutes


def test_the_file_speaks_the_readers_language(busy_city, ask):
    chinese = read(ask(FILE, language="zh-hans", year=2020, by="district"))
    assert {"从", "到", "截至", "区县", "分钟", "小时"} <= chinese[0].keys()
    assert chinese[-1]["区县"] == "合计"
    disposition = ask(FILE, year=2020, part="q2", by="service_field").headers[
        "Content-Disposition"
    ]
    assert "report-2020-04-01-2020-06-30-by-service-field.csv" in disposition


def test_a_line_leads_to_what_it_is_made_of(busy_city, ask):
    for by in By:
        page = ask(year=2020, by=by)
        for one in page.context["lines"]:
            if one.url:
                there = ask(f"{REPORT}{one.url}").context
                assert there["answer"].whole.minutes == one.line.minutes, (by, one)


def test_people_are_counted_for_whole_years_only(busy_city, ask):
    statistics.refresh(at=NOW)
    city = reports.city_year(2020, at=NOW)
    whole = ask(year=2020)
    assert whole.context["people"].active == city.active
    assert whole.context["people"].statistics == reports.year_people(2020)
    assert "Median of the active" in words_of(whole)

    for part in ({"part": "q1"}, {"first": "2020-01-01", "last": "2020-12-30"}):
        page = ask(year=2020, **part)
        assert page.context["people"] is None
        assert "for whole years only" in words_of(page)
        assert f"{city.registered} at the end of these days" in words_of(page)
    narrow = ask(year=2020, evidence="declared")
    assert "not for a narrower choice" in words_of(narrow)
    then = reports.watermark().isoformat()
    past = ask(year=2020, organization=busy_city[0].pk, as_of=then)
    assert "Of a past moment people are counted" in words_of(past)
    days = ask(first="2020-01-01", last="2020-12-31")
    assert days.context["people"].active == city.active


def test_people_of_a_district_and_of_an_organization(busy_city, ask):
    city = reports.city_year(2020, at=NOW)
    here = next(one for one in city.districts if one.code == DISTRICTS[1])
    page = ask(year=2020, district=here.code)
    assert page.context["people"].active == here.active

    one = busy_city[0]
    page = ask(year=2020, organization=one.pk)
    own = reports.organization_year(organization=one.pk, year=2020)
    assert page.context["people"].active == own.people
    assert page.context["answer"].whole.minutes == own.minutes


def test_an_organization_asks_about_itself_only(busy_city, ask):
    one, other = busy_city[:2]
    captain = appoint(make_account("captain"), "admin", one)
    url = f"/organizations/{one.pk}/reports/"
    own = reports.organization_year(organization=one.pk, year=2020)

    for asked in ({}, {"organization": other.pk}, {"organization_name": other.name}):
        page = ask(url, captain, year=2020, **asked)
        assert page.context["answer"].whole.minutes == own.minutes
    assert ask(url, captain, year=2020, by="organization").context["answer"] is None
    lines = read(ask(f"/organizations/{one.pk}/reports.csv", captain, year=2020))
    assert int(lines[-1]["Minutes"]) == own.minutes
    for line in page.context["lines"]:
        there = ask(f"{url}{line.url}", captain)
        assert there.context["answer"].whole.minutes == line.line.minutes


def test_presets_lead_to_answers(busy_city, ask):
    for one in ask().context["presets"]:
        page = ask(f"{REPORT}{one.url}")
        assert page.context["answer"] is not None
        assert [way.label for way in page.context["presets"] if way.current] == [
            one.label
        ]


def test_a_years_chart_has_twelve_bars_and_a_months_all_its_days(busy_city, ask):
    assert len(ask(year=2020).context["bars"]) == 12
    page = ask(year=2020, part="m2", by="day")
    assert len(page.context["bars"]) == 29
    days = ask(year=2020, by="day")
    assert len(days.context["bars"]) == 366
    minutes = sum(bar["value"] for bar in days.context["bars"])
    assert minutes == days.context["answer"].whole.minutes


def test_a_cursor_of_another_list_is_a_bad_request(busy_city, ask):
    assert ask(year=2020, cursor="x").status_code == 400
