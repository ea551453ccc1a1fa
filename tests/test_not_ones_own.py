"""
What is not one's own does not exist: 404, in pages and API alike.

Every URL stands in one of the tables below. A new one that is in neither turns
this red: say whose it is, or why nobody's is meant.
"""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from config.models import Job
from hours.rules import reject
from tests.api.calls import signed_in
from tests.factories import NOON, log_session

# Routes that name something, the methods they answer, and whose it is in the test:
# a session of Lin's with the association, which neither Mei nor a stranger may see.
SOMEBODYS = {
    "api/v1/sessions/<uuid:pk>/": ("get",),
    "api/v1/sessions/<uuid:pk>/withdraw/": ("post",),
    "api/v1/sessions/<uuid:pk>/answer/": ("post",),
    "api/v1/jobs/<uuid:pk>/": ("get",),
}

# Lists and figures of an office: for whoever holds none they do not exist.
OF_AN_OFFICE = {
    "api/v1/totals/organizations/": ("get",),
    "api/v1/totals/sites/": ("get",),
    "api/v1/totals/volunteers/": ("get",),
}

# Routes that name nobody's own, and why that is right.
EXEMPT = {
    "healthz": "says only that the process lives",
    "readyz": "says only that it can serve",
    "language/": "changes the reader's own cookie",
    "large-text/": "changes the reader's own cookie",
    "api/v1/schema/": "describes the API, holds no data",
    "api/v1/docs/": "describes the API, holds no data",
    "api/v1/tokens/": "gives whoever signs in a token of their own",
    "api/v1/tokens/current/": "ends the token that asks",
    "api/v1/volunteers/": "registers whoever asks",
    "api/v1/organizations/": "public facts, and one's own application",
    "api/v1/organizations/<uuid:pk>/": "public facts",
    "api/v1/me/": "oneself",
    "api/v1/me/totals/": "oneself",
    "api/v1/sessions/": "lists one's own and one's scope: see test_lists below",
    "api/v1/decisions/": "refuses what is not one's own as not_found: see below",
    "api/v1/totals/city/": "public, without counts under ten people",
}


def routes(patterns=None, before=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def test_every_url_is_somebodys_or_says_why_not():
    known = SOMEBODYS.keys() | OF_AN_OFFICE.keys() | EXEMPT.keys()
    # The operator's admin is Django's own, behind is_staff.
    assert {one for one in routes() if not one.startswith("admin/")} == known


def cases(table):
    return [(route, method) for route, methods in table.items() for method in methods]


@pytest.fixture
def lins(lin, association, zhao):
    """What is Lin's: a rejected session with the association, and a job on it."""
    session = log_session(volunteer=lin, organization=association)
    reject(sessions=[session], by=zhao, reason="Not that day", at=NOON)
    job = Job.objects.create(
        kind="decide", account=zhao, created_at=NOON, touched_at=NOON
    )
    return {"session": session.pk, "job": job.pk}


def url_of(route, lins):
    pk = lins["job"] if "jobs/" in route else lins["session"]
    return "/" + route.replace("<uuid:pk>", str(pk))


def ask(account, url, method):
    """The status of one request by the account, as page or API answer it."""
    if url.startswith("/api/"):
        return getattr(signed_in(account), method)(url, {}).status_code
    browser = Client()
    browser.force_login(account)
    return getattr(browser, method)(url).status_code


@pytest.mark.parametrize(("route", "method"), cases(SOMEBODYS))
def test_what_is_lins_does_not_exist_for_another_volunteer(route, method, lins, mei):
    assert ask(mei.account, url_of(route, lins), method) == 404


@pytest.mark.parametrize(("route", "method"), cases(SOMEBODYS))
def test_what_is_lins_does_not_exist_for_another_organization(
    route, method, lins, stranger
):
    assert ask(stranger, url_of(route, lins), method) == 404


@pytest.mark.parametrize(("route", "method"), cases(OF_AN_OFFICE))
def test_an_office_does_not_exist_for_who_holds_none(route, method, lins, mei):
    assert ask(mei.account, url_of(route, lins), method) == 404


@pytest.mark.parametrize(("route", "method"), cases(SOMEBODYS | OF_AN_OFFICE))
def test_without_signing_in_one_is_asked_to(route, method, lins):
    answer = getattr(Client(), method)(url_of(route, lins))

    asked_to = 401 if route.startswith("api/") else 302
    assert answer.status_code == asked_to


def test_lists_hold_ones_own_only(lins, mei, stranger, zhao):
    def listed(account):
        return len(signed_in(account).get("/api/v1/sessions/").json()["results"])

    assert [listed(mei.account), listed(stranger), listed(zhao)] == [0, 0, 1]


def test_nobody_decides_what_is_not_in_their_office(lins, mei, stranger):
    for account in (mei.account, stranger):
        told = signed_in(account).post(
            "/api/v1/decisions/",
            {"decision": "approve", "sessions": [str(lins["session"])]},
        )
        assert told.status_code in (200, 403)
        if told.status_code == 200:
            assert told.json()["refused_by_code"] == {"not_found": 1}
