"""Who sees which page, in which words, and what a page costs."""

import csv
import io
import re

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from city import reports
from config.cells import plain
from hours import rules
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
)

SESSIONS = re.compile(r"hours_session|hours_entry|volunteers_volunteer\b")


@pytest.fixture
def open_page(client):
    def _open(path, account=None, language="en"):
        client.logout()
        if account:
            client.force_login(account)
        client.cookies["django_language"] = language
        return client.get(path)

    return _open


def names_of(page):
    return page.content.decode()


PUBLIC = ["/", "/figures/", "/organizations/", "/sites/", "/sites/320700/"]
OF_THE_CITY = [
    "/city/",
    "/city/organizations/",
    "/city/organizations.csv",
    "/city/sites/",
    "/city/sites.csv",
    "/city/volunteers/",
    "/city/volunteers.csv",
    "/city/districts/",
    "/city/districts/320706/",
]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", PUBLIC)
def test_anyone_reads_the_public_pages(path, language, busy_city, lin, open_page):
    page = open_page(f"{path}?year=2020", language=language)
    assert page.status_code == 200
    words = "Harbor Hours" if language == "en" else "港城志愿"
    assert words in names_of(page)
    assert open_page(path, lin.account, language).status_code == 200


@pytest.mark.parametrize("path", OF_THE_CITY)
def test_the_citys_pages_are_there_for_the_city_only(
    path, busy_city, wang, he, zhao, lin, open_page
):
    url = f"{path}?year=2020"
    assert open_page(url, wang).status_code == 200
    assert open_page(url, he, "zh-hans").status_code == 200
    assert open_page(url, zhao).status_code == 404
    assert open_page(url, lin.account).status_code == 404
    to_login = open_page(url)
    assert to_login.status_code == 302
    assert to_login["Location"].startswith("/login/?next=/city/")


@pytest.mark.parametrize("part", ["members/", "members.csv", "sessions/"])
def test_an_organizations_figures_are_for_its_people_and_the_city(
    part, busy_city, wang, stranger, lin, open_page
):
    captain = appoint(make_account("captain"), "approver", busy_city[0])
    url = f"/organizations/{busy_city[0].pk}/{part}?year=2020"

    assert open_page(url, captain).status_code == 200
    assert open_page(url, wang).status_code == 200
    assert open_page(url, stranger).status_code == 404
    assert open_page(url, lin.account).status_code == 404
    assert open_page(url).status_code == 302


def test_an_organizations_page_shows_its_year_to_its_people(
    busy_city, stranger, open_page
):
    captain = appoint(make_account("captain"), "approver", busy_city[0])
    url = f"/organizations/{busy_city[0].pk}/?year=2020"

    assert "People who served" in names_of(open_page(url, captain))
    for account in (None, stranger):
        page = names_of(open_page(url, account))
        assert busy_city[0].name in page
        assert "People who served" not in page


def test_an_organization_under_review_is_not_public(open_page, wang):
    pending = make_organization("新队", status="pending")
    founder = appoint(make_account("founder"), "admin", pending)
    url = f"/organizations/{pending.pk}/"

    assert open_page(url).status_code == 404
    assert open_page(url, founder).status_code == 200
    assert open_page(url, wang).status_code == 200
    assert list(open_page("/organizations/?q=新队").context["page"]) == []


def test_a_sites_sessions_are_for_its_keepers(busy_city, lin, wang, open_page):
    site = busy_city[0].site
    keeper = appoint(make_account("keeper"), "clerk", site=site)
    url = f"/sites/{site.code}/sessions/?year=2020"

    assert open_page(url, keeper).status_code == 200
    assert open_page(url, wang).status_code == 200
    assert open_page(url, lin.account).status_code == 404
    assert "Service hours" in names_of(open_page(f"/sites/{site.code}/", keeper))
    assert "Service hours" not in names_of(open_page(f"/sites/{site.code}/"))


def test_names_of_volunteers_are_masked_for_the_city(
    busy_city, lin, association, zhao, wang, open_page
):
    session = log_session(volunteer=lin, organization=association, minutes=470)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    for url in (
        "/city/volunteers/?year=2020",
        "/city/volunteers.csv?year=2020",
        f"/city/volunteers/{lin.number}/?year=2020",
        f"/organizations/{association.pk}/members/?year=2020",
    ):
        page = open_page(url, wang)
        text = page.getvalue().decode() if page.streaming else names_of(page)
        assert "林*" in text
        assert lin.name not in text
    own = open_page(f"/organizations/{association.pk}/members/?year=2020", zhao)
    assert lin.name in names_of(own)


def test_names_behind_a_sum_are_for_whoever_decides(
    lin, association, zhao, qian, open_page
):
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    url = f"/organizations/{association.pk}/sessions/?year=2020"

    assert lin.name in names_of(open_page(url, zhao))
    assert lin.name not in names_of(open_page(url, qian))
    assert "林*" in names_of(open_page(url, qian))


@pytest.mark.parametrize("bad", ["year=soon", "year=20", "cursor=x"])
def test_what_no_list_of_ours_links_to_is_a_bad_request(bad, wang, open_page):
    assert open_page(f"/city/volunteers/?{bad}", wang).status_code == 400


def test_a_cursor_is_of_one_list_only(busy_city, wang, open_page):
    here = reports.organization_lines(year=2020, size=1).next
    assert here
    url = f"/city/organizations/?year=2020&cursor={here}"
    assert open_page(url, wang).status_code == 200
    assert (
        open_page(url.replace("organizations", "volunteers"), wang).status_code == 400
    )


@pytest.mark.parametrize(
    "path",
    [
        "/organizations/?q=%00&district=%00",
        "/sites/?q=%00",
        "/city/volunteers/?district=%00",
        "/city/sites.csv?district=%00",
    ],
)
def test_what_no_database_can_look_for_finds_nothing(path, wang, open_page):
    assert open_page(path, wang).status_code == 200


def test_a_year_nobody_served_in_is_shown_as_zero(wang, open_page):
    assert open_page("/city/?year=1999", wang).status_code == 200
    assert open_page("/?year=1999").status_code == 200


@pytest.fixture
def asked(client):
    """What a page asks the database, signing in aside."""

    def _asked(path, account):
        client.force_login(account)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return [query["sql"] for query in queries]

    return _asked


def serve_twice(association, zhao, numbers):
    """For each number a team of its own with a session, and one more here."""
    for n in numbers:
        team = make_organization(f"第{n}队")
        captain = appoint(make_account(f"captain{n}"), "approver", team)
        there = log_session(volunteer=make_volunteer(f"there{n}"), organization=team)
        rules.approve(sessions=[there], by=captain, at=NOON)
        here = log_session(
            volunteer=make_volunteer(f"here{n}"), organization=association
        )
        rules.approve(sessions=[here], by=zhao, at=NOON)


# Four of each: the session, the account, its offices, its volunteer.
LISTS = {
    "/": 10,
    "/city/": 11,
    "/city/organizations/": 7,
    "/city/sites/": 7,
    "/city/volunteers/": 7,
    "/organizations/": 7,
    "/organizations/{}/": 15,
    "/organizations/{}/members/": 7,
    "/organizations/{}/sessions/": 9,
}


def test_lists_ask_as_often_for_thirty_rows_as_for_one(association, zhao, wang, asked):
    def counts():
        urls = {path: path.format(association.pk) for path in LISTS}
        return {
            path: len(asked(f"{url}?year=2020", wang)) for path, url in urls.items()
        }

    serve_twice(association, zhao, range(1))
    counts()  # what a process holds for some seconds
    one = counts()
    serve_twice(association, zhao, range(1, 30))

    assert one == LISTS
    assert counts() == LISTS


TOTALS_ONLY = ["/", "/city/", "/city/organizations/", "/city/sites/"]


@pytest.mark.parametrize("path", TOTALS_ONLY)
def test_the_city_is_read_from_totals_only(path, busy_city, asked):
    clerk = appoint(make_account("clerk"), "staff")
    # Whether the clerk is a volunteer, too, is one row by a unique key, and so is the
    # ward of an office.
    own = re.compile(
        r'WHERE "volunteers_volunteer"."account_id" = \d+'
        r'|FROM "volunteers_appointment" '
    )
    assert [
        sql
        for sql in asked(f"{path}?year=2020", clerk)
        if SESSIONS.search(sql) and not own.search(sql)
    ] == []


def read(page):
    text = page.getvalue().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_exports_carry_every_line_in_the_readers_language(busy_city, wang, open_page):
    year = reports.city_year(2020, at=NOON)
    english = read(open_page("/city/volunteers.csv?year=2020", wang))
    chinese = read(open_page("/city/volunteers.csv?year=2020", wang, "zh-hans"))

    assert sum(int(row["Minutes"]) for row in english) == year.minutes
    assert sum(int(row["分钟"]) for row in chinese) == year.minutes
    assert len(english) == year.active
    lines = read(open_page("/city/organizations.csv?year=2020&month=3", wang))
    assert sum(int(row["Minutes"]) for row in lines) == year.months[2].minutes


def test_an_export_never_holds_a_formula(association, zhao, wang, open_page):
    association.name = "=HYPERLINK(1)"
    association.save()
    lines = read(open_page("/city/organizations.csv?year=2020", wang))
    assert [row["Organization"] for row in lines] == ["'=HYPERLINK(1)"]
    assert [plain(text) for text in ("+1", "-1", "@a", "a=1", 5)] == [
        "'+1",
        "'-1",
        "'@a",
        "a=1",
        5,
    ]


def test_the_frame_offers_what_one_may_do(association, lin, zhao, wang, open_page):
    def ways(account):
        return [item.url for item in open_page("/", account).context["nav"]]

    assert ways(None) == [
        "/",
        "/activities/",
        "/needs/",
        "/organizations/",
        "/sites/",
    ]
    assert ways(lin.account) == ["/me/", "/activities/", "/", "/organizations/"]
    assert ways(zhao) == [
        "/me/",
        "/activities/",
        "/desk/",
        f"/organizations/{association.pk}/",
        "/",
        "/organizations/",
    ]
    assert ways(wang)[:2] == ["/city/", "/city/organizations/"]
    role = open_page("/", zhao).context["who"]["role"]
    assert role == "海州青年志愿者协会 · Approver"


def test_styles_of_the_pages_exist():
    for path in ("css/board.css", "css/city.css"):
        assert finders.find(path)


def test_nobody_keeps_a_page_of_somebody_signed_in(lin, open_page):
    assert "Cache-Control" not in open_page("/").headers
    assert "no-store" in open_page("/", lin.account).headers["Cache-Control"]
    assert "no-store" in open_page("/me/", lin.account).headers["Cache-Control"]
