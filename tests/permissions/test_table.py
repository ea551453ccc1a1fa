"""
Every URL and every operation, asked for in every role, meets what the table says.

The table is docs/permissions.md. A URL that is not in it turns this red and prints
the line to add there; a new word in a URL is named in world.py, under ``NAMED``.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import appoint, make_volunteer
from tests.permissions.marks import foreign_to
from tests.permissions.suggest import missing
from tests.permissions.table import DOCUMENT, NO, ROLES, Line, lines, lines_of
from tests.permissions.urls import (
    API,
    all_routes,
    as_described,
    methods_of,
    operations,
)
from tests.permissions.walk import SENT, Caller, undone
from tests.permissions.world import make_world, somebody, url_of

VARIANTS = [("anonymous", True)] + [
    (role, own) for role in ROLES[1:] for own in (True, False)
]


FEW = ("anonymous", "volunteer", "admin", "staff")


@pytest.fixture
def world(db):
    return make_world()


def asked() -> list[tuple[Line, str, str]]:
    """Every URL with its lines, and each method they name."""
    return [
        (line, route, method)
        for route in all_routes()
        for line in lines_of(route)
        for method in line.methods
    ]


def asked_of(role: str, *, own: bool) -> list[tuple[Line, str, str]]:
    """
    What somebody in the role is asked for.

    Where everybody meets the same, a few of them have to be seen meeting it.
    """
    if not own:
        return asked_elsewhere(role)
    if role in FEW:
        return asked()
    return [one for one in asked() if len({*one[0].cells}) > 1]


def asked_elsewhere(role: str) -> list[tuple[Line, str, str]]:
    """
    What depends on whose it is: of a URL that names nothing, who holds the role there
    is answered as who holds it here.
    """
    return [
        (line, route, method)
        for line, route, method in asked()
        if "<" in route
        or line.expected(role, own=True) != line.expected(role, own=False)
    ]


def test_every_url_has_a_line_for_each_method_it_answers(world):
    with undone():
        answered = answered_methods(world)
    listed = {(route, method) for line, route, method in asked() if not line.is_a_tree}

    unlisted = answered - listed
    assert not unlisted, missing(unlisted, world)
    assert sorted(listed - answered) == [], f"{DOCUMENT} lists what is not answered"


def answered_methods(world) -> set[tuple[str, str]]:
    staff = somebody("staff", world, own=True)
    browser = Caller(staff).browser
    return {
        (route, method)
        for route, view in all_routes().items()
        if not any(line.is_a_tree for line in lines_of(route))
        for method in methods_of(view, url_of(route, world, staff), browser)
    }


def test_every_line_is_of_a_url_and_none_is_there_twice():
    said = {line for route in all_routes() for line in lines_of(route)}
    named = [(line.route, method) for line in lines() for method in line.methods]

    assert [line.route for line in lines() if line not in said] == []
    assert sorted(named) == sorted(set(named))


def test_every_operation_the_api_describes_has_a_line():
    listed = {
        (method, as_described(route))
        for _, route, method in asked()
        if route.startswith(API)
    }

    assert operations() - listed == set()


@pytest.mark.parametrize(("role", "own"), VARIANTS)
def test_a_role_meets_what_the_table_says(role, own, world):
    account = somebody(role, world, own=own)
    owner = account if own else somebody(role, world, own=True)
    caller = Caller(account, foreign_to(role, own=own))

    told = {}
    for line, route, method in asked_of(role, own=own):
        url = url_of(route, world, owner or world.lin.account)
        sent = SENT.get((method, route))
        met = caller.ask(method, url, sent and sent(world))
        if not line.allows(met, role, own=own):
            told[f"{method} /{route}"] = (line.expected(role, own=own), met)

    scope = "their own scope" if own else "another's"
    assert told == {}, f"a {role} in {scope}: what {DOCUMENT} says, and what is met"


def test_a_deputy_meets_what_their_approver_meets(world):
    held = somebody("approver", world, own=True).appointments.get()
    deputy = make_volunteer("deputy", name="梅云台").account
    until = timezone.localdate() + timedelta(days=30)
    appoint(deputy, "approver", world.association, deputy_of=held, ends_on=until)
    caller = Caller(deputy, foreign_to("approver", own=True))

    other = {}
    for line, route, method in asked():
        if line.expected("approver", own=True) == line.expected("volunteer", own=True):
            continue  # so much the deputy may as well
        url = url_of(route, world, deputy)
        sent = SENT.get((method, route))
        met = caller.ask(method, url, sent and sent(world))
        if not line.allows(met, "approver", own=True):
            other[f"{method} /{route}"] = met

    # Who stands in for somebody names nobody to stand in for them.
    assert other == {"POST /me/deputies/": NO}


def test_how_much_is_walked(capsys):
    """Prints the number the table is judged by."""
    pages = [route for route in all_routes() if not route.startswith(API)]
    walked = sum(len(asked_of(role, own=own)) for role, own in VARIANTS)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{len(pages)} URLs of pages, {len(operations())} operations of the API;"
            f" {len(asked())} acts × {len(ROLES)} roles, in their own scope and in"
            f" another's: {walked} requests"
        )
