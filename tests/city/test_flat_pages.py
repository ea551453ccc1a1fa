"""
Pages that stay as fast as the city grows: what they read of its big tables.

In a city in which the planner must choose, no page reads a table of people, sessions,
entries or per-volunteer totals from end to end, nor more rows than stand here.
"""

import pytest
from django.db import connection, transaction
from django.test import Client

from config.database.owner import as_owner
from hours.models import Session
from tests.api.calls import V1, signed_in
from tests.big_city import BIG_ORGANIZATION
from tests.factories import appoint, make_account
from tests.plans import readings, too_much, watched
from volunteers.models import Account, Organization, Site, Volunteer

NUMBER = "V3207062001000005A"
OURS = f"/organizations/{BIG_ORGANIZATION}/"
SITE = "/sites/320706-B001/"
# One page of 50 lines with the names on it; a list behind a rare state looks at 5,000
# sessions and then once more for where to go on.
PAGE, RARE = 1_300, 11_500
# The desk counts its own 20,000 once, and once more what a filter leaves of them.
QUEUE = 21_500

PAGES = {
    "captain": {
        "/": 100,
        "/me/?year=2020": 100,
        "/me/sessions/": 100,
        "/sessions/log/": 100,
        f"{OURS}?year=2020": 11_000,  # counts people to 10,000
        f"{OURS}members/?year=2020": 300,
        f"{OURS}people/": 300,
        f"{OURS}people/{NUMBER}/": 100,
        f"{OURS}requests/": 300,
        f"{OURS}invitations/": 200,
        f"{OURS}join/": 100,
        "/me/organizations/": 100,
        f"{OURS}sessions/?year=2020": 300,
        f"{OURS}sessions/?year=2020&status=withdrawn": RARE,
        f"{OURS}sessions/?year=2020&volunteer={NUMBER}": 100,
        "/desk/": QUEUE,
        "/desk/?view=counted&volunteer=" + NUMBER: QUEUE,
        "/desk/?activity=none": QUEUE,
        "/desk/?evidence=entered": 2 * QUEUE,
        "/desk/decided/": 100,
    },
    "staff": {
        "/desk/": 2_000,  # how many wait at each organization is counted to 1,000
        "/city/?year=2020": 100,
        "/city/volunteers/?year=2020": 300,
        "/city/volunteers/?year=2020&district=320707": 500,
        "/city/volunteers/?year=2020&district=999999": 100,
        f"/city/volunteers/{NUMBER}/?year=2020": 100,
        "/city/people/": 300,
        "/city/merges/": 100,
        "/city/districts/320706/?year=2020": 100,
        f"{SITE}sessions/?year=2020": 300,
        f"{SITE}sessions/?year=2020&status=withdrawn": RARE,
    },
    "clerk": {f"{SITE}?year=2020": 100, f"{SITE}sessions/?year=2020": 300},
}
CALLS = {
    "captain": {
        "sessions/": PAGE + 200,
        f"sessions/?organization={BIG_ORGANIZATION}": PAGE,
        "sessions/?status=withdrawn": RARE,
        "sessions/?evidence=timed": RARE,
        f"sessions/?volunteer={NUMBER}": 100,
        "sessions/?from=2020-03-01&to=2020-03-05": PAGE,
        "totals/volunteers/?year=2020": 300,
    },
    "clerk": {"sessions/": PAGE},
    "staff": {
        "sessions/": PAGE,
        "sessions/?status=open": RARE,
        "sessions/?evidence=timed&status=approved": RARE,
        "totals/city/?year=2020": 100,
        "totals/volunteers/?year=2020": 300,
    },
}
SEARCHES = ["王芳", "wf", "0035", NUMBER, "V3207062001"]


@pytest.fixture(scope="module")
def people(big_city):
    """The big organization's captain, a clerk of one of 60 sites, and the city's."""
    captain = Volunteer.objects.get(number=NUMBER).account
    for role in ("approver", "admin"):
        appoint(captain, role, Organization.objects.get(pk=BIG_ORGANIZATION))
    return {
        "captain": captain,
        "staff": appoint(make_account("watch"), "staff"),
        "clerk": appoint(
            make_account("clerk"), "clerk", site=Site.objects.get(pk=9001)
        ),
    }


def cases(table):
    return [(who, url, most) for who in table for url, most in table[who].items()]


def reads(client, url):
    with watched() as queries:
        answer = client.get(url)
    assert answer.status_code == 200, url
    return readings(queries)


def page_of(people, who):
    client = Client()
    client.force_login(Account.objects.get(pk=people[who].pk))
    return client


def caller_of(people, who):
    return signed_in(Account.objects.get(pk=people[who].pk))


@pytest.mark.parametrize(("who", "url", "most"), cases(PAGES))
def test_a_page_reads_no_more_than_it_shows(people, who, url, most):
    assert too_much(reads(page_of(people, who), url), most=most) == []


@pytest.mark.parametrize(("who", "url", "most"), cases(CALLS))
def test_a_call_reads_no_more_than_it_answers(people, who, url, most):
    caller = caller_of(people, who)
    assert too_much(reads(caller, f"{V1}/{url}"), most=most) == []
    if following := caller.get(f"{V1}/{url}").json().get("next"):
        assert too_much(reads(caller, following), most=most + PAGE) == []


@pytest.mark.parametrize("typed", SEARCHES)
@pytest.mark.parametrize(
    ("who", "url"), [("staff", "/city/people/"), ("captain", f"{OURS}people/")]
)
def test_a_search_reads_no_more_than_it_finds(people, who, url, typed):
    client = page_of(people, who)
    found = client.get(client.post(url, {"q": typed}).url)
    assert too_much(reads(client, found.wsgi_request.get_full_path()), most=1_200) == []
    if following := found.context["next_url"]:
        assert too_much(reads(client, f"{url}{following}"), most=1_200) == []


def test_a_session_and_its_history_are_found_by_their_indexes(people):
    one = Session.objects.filter(organization=BIG_ORGANIZATION, status="approved")[0]
    for url in (f"/sessions/{one.pk}/", f"/desk/{one.pk}/"):
        assert too_much(reads(page_of(people, "captain"), url), most=100) == []


def test_signing_in_looks_at_no_other_account(people):
    for login in ("nobody", "nobody@example.org", "13805130000"):
        with watched() as queries:
            Client().post("/login/", {"username": login, "password": "x"})
        found = readings(queries)
        assert found
        assert too_much(found, most=10) == []


@pytest.mark.parametrize(
    ("index", "who", "url"),
    [
        ("session_of_organization", "captain", f"{OURS}sessions/?year=2020"),
        ("session_of_volunteer", "captain", "/me/?year=2020"),
        ("session_entered_at_the_desk", "captain", "/desk/"),
        ("session_waits_at_the_desk", "staff", "/desk/"),
        ("person_year", "staff", "/city/volunteers/?year=2020"),
    ],
)
def test_an_index_that_is_missed_shows_here(people, index, who, url):
    client = page_of(people, who)
    most = PAGES[who][url]
    with transaction.atomic(), connection.cursor() as cursor:
        with as_owner():
            cursor.execute(f"DROP INDEX {index}")
        assert too_much(reads(client, url), most=most)
        transaction.set_rollback(True)
