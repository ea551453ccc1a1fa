"""
What is not one's own does not exist: 404, in pages and API alike.

Every URL stands in one of the tables below. A new one that is in neither turns
this red: say whose it is, or why nobody's is meant.
"""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from config.models import Job
from hours.models import Import, Upload
from hours.rules import reject
from tests.api.calls import signed_in
from tests.factories import NOON, log_session
from volunteers.models import Site

IMPORTS = "organizations/<uuid:organization>/imports/"

# Routes that name something, and the methods they answer. In the test it is a session
# of Lin's with the association, jobs and exports of Zhao's, the association itself
# and its site.
SOMEBODYS = {
    "api/v1/sessions/<uuid:pk>/": ("get",),
    "api/v1/sessions/<uuid:pk>/withdraw/": ("post",),
    "api/v1/sessions/<uuid:pk>/answer/": ("post",),
    "api/v1/jobs/<uuid:pk>/": ("get",),
    "api/v1/exports/<uuid:pk>/file/": ("get",),
    "sessions/<uuid:pk>/": ("get",),
    "sessions/<uuid:pk>/withdraw/": ("post",),
    "sessions/<uuid:pk>/answer/": ("post",),
    "desk/<uuid:pk>/": ("get",),
    "desk/jobs/<uuid:pk>/": ("get",),
    "exports/<uuid:pk>/": ("get",),
    "exports/<uuid:pk>/file/": ("get",),
    "organizations/<uuid:pk>/imports/": ("get", "post"),
    "organizations/<uuid:pk>/imports/blank.csv": ("get",),
    "organizations/<uuid:pk>/imports/blank.xlsx": ("get",),
    f"{IMPORTS}uploads/<uuid:pk>/": ("get",),
    f"{IMPORTS}<uuid:pk>/": ("get",),
    f"{IMPORTS}<uuid:pk>/problems.csv": ("get",),
    f"{IMPORTS}<uuid:pk>/check/": ("post",),
    f"{IMPORTS}<uuid:pk>/load/": ("post",),
    f"{IMPORTS}<uuid:pk>/undo/": ("get", "post"),
    f"{IMPORTS}<uuid:pk>/discard/": ("post",),
    "organizations/<uuid:pk>/application/": ("get", "post"),
    "organizations/<uuid:pk>/settings/": ("get", "post"),
    "organizations/<uuid:pk>/restate/": ("get", "post"),
    "organizations/<uuid:pk>/members/": ("get",),
    "organizations/<uuid:pk>/members.csv": ("get",),
    "organizations/<uuid:pk>/reports/": ("get",),
    "organizations/<uuid:pk>/reports.csv": ("get",),
    "organizations/<uuid:pk>/people/": ("get", "post"),
    "organizations/<uuid:pk>/sessions/": ("get",),
    "sites/<slug:code>/sessions/": ("get",),
    "city/volunteers/<slug:number>/": ("get",),
    "people/<slug:number>/data/": ("get", "post"),
    "city/applications/<uuid:pk>/": ("get", "post"),
}

# Lists and figures of an office: for whoever holds none they do not exist.
OF_AN_OFFICE = {
    "api/v1/totals/organizations/": ("get",),
    "api/v1/totals/query/": ("get",),
    "api/v1/totals/sites/": ("get",),
    "api/v1/totals/volunteers/": ("get",),
    "api/v1/exports/": ("get", "post"),
    "exports/": ("get", "post"),
    "desk/": ("get", "post"),
    "desk/people/": ("get", "post"),
    "desk/decided/": ("get",),
    "desk/undo/": ("post",),
    "city/": ("get",),
    "city/applications/": ("get",),
    "city/organizations/": ("get",),
    "city/organizations.csv": ("get",),
    "city/sites/": ("get",),
    "city/sites.csv": ("get",),
    "city/people/": ("get", "post"),
    "city/volunteers/": ("get",),
    "city/volunteers.csv": ("get",),
    "city/reports/": ("get",),
    "city/reports.csv": ("get",),
    "city/districts/": ("get",),
    "city/districts/<slug:code>/": ("get",),
}

# Routes that name nobody's own, and why that is right.
EXEMPT = {
    "": "the public board",
    "figures/": "public: how figures are counted",
    "healthz": "says only that the process lives",
    "readyz": "says only that it can serve",
    "language/": "changes the reader's own cookie",
    "large-text/": "changes the reader's own cookie",
    "register/": "registers whoever asks",
    "register/prove/": "proves the registration begun in this browser",
    "register/resend/": "sends a code for the registration begun in this browser",
    "register/contact/": "changes the registration begun in this browser",
    "registered/": "shows the number just given to this browser",
    "login/": "signs in whoever asks",
    "login/code/": "takes the code that was sent for this browser",
    "login/second-factor/": "asks whoever is signing in in this browser",
    "login/passkey/": "signs in whoever holds the key",
    "account/": "oneself",
    "account/confirm/": "oneself",
    "account/password/": "oneself",
    "account/phone/": "oneself",
    "account/phone/prove/": "oneself",
    "account/sessions/end/": "one's own sessions only: test_account.py",
    "account/tokens/end/": "one's own tokens only: test_account.py",
    "account/second-factor/": "oneself",
    "account/second-factor/app/": "oneself",
    "account/second-factor/app/remove/": "oneself",
    "account/second-factor/passkeys/": "oneself",
    "account/second-factor/passkeys/add/": "oneself",
    "account/second-factor/passkeys/<int:pk>/remove/": "one's own keys only: as above",
    "account/second-factor/recovery-codes/": "oneself",
    "account/second-factor/recovery-codes/new/": "oneself",
    "logout/": "signs out whoever asks",
    "me/": "oneself",
    "me/sessions/": "oneself",
    "me/consents/": "oneself",
    "me/data/": "oneself",
    "me/export/": "oneself",
    "sessions/log/": "logs for oneself",
    "sessions/log/check/": "says what stands against one's own claim",
    "sessions/log/activities/": "lists what an organization offers to all",
    "sessions/log/done/": "filters by one's own: see below",
    "sessions/log/withdraw/": "filters by one's own: see below",
    "organizations/": "public facts",
    "organizations/apply/": "oneself: an application of one's own",
    "organizations/<uuid:pk>/": "public facts; figures for its people only",
    "sites/": "public facts",
    "sites/<slug:code>/": "public facts; figures for its keepers only",
    "api/v1/schema/": "describes the API, holds no data",
    "api/v1/docs/": "describes the API, holds no data",
    "api/v1/tokens/": "gives whoever signs in a token of their own",
    "api/v1/tokens/current/": "ends the token that asks",
    "api/v1/volunteers/": "registers whoever asks",
    "api/v1/codes/": "sends whoever asks a code, and tells nothing",
    "api/v1/registrations/<uuid:pk>/prove/": "known to its sender only",
    "api/v1/organizations/": "public facts, and one's own application",
    "api/v1/organizations/<uuid:pk>/": "public facts",
    "api/v1/me/": "oneself",
    "api/v1/me/export/": "oneself",
    "api/v1/me/totals/": "oneself",
    "api/v1/sessions/": "lists one's own and one's scope: see below",
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
    site = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    association.site = site
    association.save()
    session = log_session(volunteer=lin, organization=association)
    reject(sessions=[session], by=zhao, reason="Not that day", at=NOON)
    job, export = (
        Job.objects.create(kind=kind, account=zhao, created_at=NOON, touched_at=NOON)
        for kind in ("decide", "export_sessions")
    )
    sent = {"organization": association, "name": "march.csv"}
    imported = Import.objects.create(
        **sent, digest=b"", staged_by=zhao, staged_at=NOON, state="checked"
    )
    upload = Upload.objects.create(**sent, account=zhao, created_at=NOON)
    return {
        "<uuid:organization>": {"organizations": association.pk},
        "<uuid:pk>": {
            "imports": imported.pk,
            "uploads": upload.pk,
            "jobs": job.pk,
            "exports": export.pk,
            "sessions": session.pk,
            "desk": session.pk,
            "organizations": association.pk,
            "applications": association.pk,
        },
        "<slug:code>": {"sites": site.code, "districts": "320706"},
        "<slug:number>": {"volunteers": lin.number, "people": lin.number},
    }


def url_of(route, lins):
    """The route with Lin's own in place of its parameters."""
    for place, named in lins.items():
        before, found, after = route.partition(place)
        if found:
            kind = before.strip("/").rpartition("/")[2]
            route = f"{before}{named[kind]}{after}"
    return f"/{route}"


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
            {"decision": "approve", "sessions": [str(lins["<uuid:pk>"]["sessions"])]},
        )
        assert told.status_code in (200, 403)
        if told.status_code == 200:
            assert told.json()["refused_by_code"] == {"not_found": 1}


def test_what_was_just_logged_is_shown_to_its_owner_only(lins, mei):
    browser = Client()
    browser.force_login(mei.account)
    named = {"id": str(lins["<uuid:pk>"]["sessions"])}

    assert browser.get("/sessions/log/done/", named).status_code == 404
    assert browser.post("/sessions/log/withdraw/", named).status_code == 404
