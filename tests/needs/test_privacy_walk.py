"""
Every role and the public look at every page of an order at every state.

Who may see which field is the table of docs/needs.md. Every need here says words that
stand nowhere else, so that whatever an answer holds is known by them.
"""

from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from activities.permissions import organized_by
from needs import rules
from needs.models import State
from needs.models.words import ASSIGNED, MET, WITH_ORGANIZATION
from needs.pages.team import VIEWS
from needs.photos import PhotosField
from needs.rules import Result
from tests.activities.making import publish
from tests.api import calls
from tests.factories import NOON, appoint, make_account
from tests.needs.conftest import make_site
from tests.needs.making import now, report
from tests.needs.test_pages import prove
from tests.notices.pictures import upload

pytestmark = pytest.mark.django_db

# How the heads of the table are said in the needs of this walk. A phone number is one's
# own, so that of whoever asked tells nothing of which need it is.
PHONE = "13900139001"
PHOTOS = "photos"
FIELDS = {
    "words": "字{}字",
    "roughly where": "片{}片",
    "name": "名{}名",
    "phone": PHONE,
    "address": "址{}址",
    "for whom": "为{}为",
    "reason or answer": "答{}答",
    "outcome": "果{}果",
    "rating words": "评{}评",
}
ALL = frozenset(State)
# Where a field has something in it.
SAID = defaultdict(
    lambda: ALL,
    {
        "reason or answer": {State.REFUSED, State.TRANSFERRED, State.CANCELLED},
        "outcome": set(MET),
        "rating words": {State.RATED, State.CLOSED},
    },
)
BOARDS = [
    *(
        "/orders/",
        "/orders/calls/",
        "/orders/led/",
        "/needs/",
        "/needs/mine/",
        "/needs/counter/",
        "/me/",
    ),
    *(f"/needs/{one}/" for one in ("wanted", "offers", "projects", "solved")),
    "/needs/solved.csv",
]
# What anybody reads of a need is the same for all but whoever asked.
AS_EVERYBODY = ("the public", "who asked", "city staff")
LONG_AGO = timedelta(days=30)
# By which acts each state is come to.
BEGUN = [State.ACCEPTED, State.DISPATCHED, State.CLAIMED]
DONE = [*BEGUN, State.IN_SERVICE, State.DELIVERED]
WAYS = {
    State.SUBMITTED: [],
    State.REFUSED: [State.REFUSED],
    State.ACCEPTED: [State.ACCEPTED],
    State.TRANSFERRED: [State.TRANSFERRED],
    State.CANCELLED: [State.CANCELLED],
    State.OFFERED: [State.ACCEPTED, State.OFFERED],
    State.DISPATCHED: BEGUN[:2],
    State.CLAIMED: BEGUN,
    State.SCHEDULED: [*BEGUN, State.SCHEDULED],
    State.IN_SERVICE: [*BEGUN, State.IN_SERVICE],
    State.DELIVERED: DONE,
    State.RATED: [*DONE, State.RATED],
    State.UNRATED: DONE,
    State.CLOSED: [*DONE, State.RATED, State.CLOSED],
}
# What the cells mean.
WHEN = {
    "–": set(),
    "yes": ALL,
    "look": ALL,
    "open": {State.OFFERED},
    "asked": set(WITH_ORGANIZATION),
    "named": set(WITH_ORGANIZATION) - {State.DISPATCHED},
    "taken on": set(ASSIGNED),
}


def in_the_document():
    """By role and field: the states in which it is seen, and on request."""
    text = (Path(settings.BASE_DIR) / "docs/needs.md").read_text()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.split("| who |")[1].split("\n\n")[0].splitlines()
    ]
    heads = rows[0]
    assert heads == [*FIELDS, PHOTOS]
    return {
        (role, field): _cell(cell, SAID[field])
        for role, *cells in rows[2:]
        for field, cell in zip(heads, cells, strict=True)
    }


def _cell(cell, said):
    """The states in which it is seen, and in which only on request."""
    when = cell.removeprefix("look: ")
    states = set().union(*(WHEN[one] for one in when.split(", "))) & said
    return (set(), states) if cell.startswith("look") else (states, set())


class Walk:
    """The orders, one in each state, and who has been seen to read what of them."""

    def __init__(self, orders):
        self.orders = orders
        self.references = {state: one.need.reference for state, one in orders.items()}

    def read(self, answer, state=None):
        """The fields and states of which the answer tells, of one or of any order."""
        if answer.status_code == 404:
            return set()
        assert answer.status_code in (200, 302), answer.content.decode()[:500]
        page = b"".join(answer).decode()
        return {
            (field, one)
            for field, words in FIELDS.items()
            for one in State
            if words.format(one) in page and (state in (None, one) or "{" in words)
        }

    def shows_photo(self, client, state):
        """Whether the photo of it is given to an office, or to whoever asked."""
        photo = self.orders[state].need.photos.get()
        reference = self.references[state]
        return any(
            client.get(f"{of}{reference}/photos/{photo.pk}/").status_code == 200
            for of in ("/orders/", "/needs/own/")
        )

    def __call__(self, client, boards, *, is_told_as_everybody):
        """What is seen by looking alone, and what on request besides."""
        seen, looked = set(), set()
        for path in boards:
            seen |= self.read(client.get(path))
        for state, reference in self.references.items():
            if self.shows_photo(client, state):
                seen.add((PHOTOS, state))
            if is_told_as_everybody:
                for path in (f"/needs/{reference}/", f"/needs/own/{reference}/"):
                    seen |= self.read(client.get(path), state)
            page = client.get(here := f"/orders/{reference}/")
            seen |= self.read(page, state)
            if f"{here}look/" in b"".join(page).decode():
                looked |= self.read(client.post(f"{here}look/"), state)
        return seen, looked - seen


@pytest.fixture
def orders(station, sun, association, zhao, leader):
    """An order in each state; the clerk takes all in, the team carries them out."""
    _account, team = leader
    photos = PhotosField().clean([upload()])

    def stand(state):
        def words(field):
            return FIELDS[field].format(state)

        at = NOON - LONG_AGO if state == State.UNRATED else NOON
        order = report(
            station,
            by=sun,
            at=at,
            text=words("words"),
            area=words("roughly where"),
            name=words("name"),
            address=words("address"),
            beneficiary=words("for whom"),
            proxy="older",
            photos=photos,
        )
        said = {"order": order, "by": sun, "at": at}
        does = {"order": order, "by": zhao, "at": at}
        why = words("reason or answer")
        steps = {
            State.REFUSED: lambda: rules.refuse(reason=why, **said),
            State.ACCEPTED: lambda: rules.accept(**said),
            State.TRANSFERRED: lambda: rules.transfer(to="12345", answer=why, **said),
            State.CANCELLED: lambda: rules.cancel(reason=why, **said),
            State.OFFERED: lambda: rules.offer(**said),
            State.DISPATCHED: lambda: rules.dispatch(organization=association, **said),
            State.CLAIMED: lambda: rules.claim(
                organization=association, team=team, **does
            ),
            State.SCHEDULED: lambda: rules.schedule(
                activity=publish(association, zhao), **does
            ),
            State.IN_SERVICE: lambda: rules.start(**does),
            State.DELIVERED: lambda: rules.deliver(
                results=[Result(problem=words("outcome"), count=1)], **does
            ),
            State.RATED: lambda: rules.rate(
                order=order,
                stars=5,
                words=words("rating words"),
                way="link",
                by=None,
                at=at,
            ),
            State.CLOSED: lambda: rules.close(**said),
        }
        for step in WAYS[state]:
            steps[step]()
        return order

    made = {state: stand(state) for state in State}
    rules.keep_orders(at=NOON)  # nobody has rated what was done long ago
    return {state: now(order) for state, order in made.items()}


def test_the_document_says_who_sees_what(
    orders, station, institute, center, sun, li, association, zhao, leader, captain,
    mei, wang, he,
):  # fmt: skip
    assert {state: order.state for state, order in orders.items()} == {
        state: state.value for state in State
    }
    elsewhere = make_site("320706T", "station", "新南站", institute)
    accounts = {
        "the public": None,
        "who asked": None,
        "a volunteer": mei.account,
        "clerk who took it in": sun,
        "another clerk of the site": appoint(
            make_account("fang"), "clerk", site=station
        ),
        "dispatcher in charge": li,
        "clerk of another site": appoint(make_account("gao"), "clerk", site=elsewhere),
        "admin of the organization": zhao,
        "leader of its team": leader[0],
        "admin of another organization": captain,
        "city staff": wang,
        "auditor": he,
    }
    met = {one.activity_id for one in orders.values() if one.activity_id}
    activities = [f"/activities/{pk}/" for pk in met]
    walk = Walk(orders)
    found = {}
    for role, account in accounts.items():
        client, boards = Client(), BOARDS + activities
        if account:
            client.force_login(account)
            own = organized_by(account).values_list("pk", flat=True)
            views = [(pk, view) for pk in own for view in VIEWS]
            boards += [f"/organizations/{pk}/orders/?view={view}" for pk, view in views]
        if role == "who asked":
            prove(client, PHONE)
        seen, looked = walk(client, boards, is_told_as_everybody=role in AS_EVERYBODY)
        if account:
            listed = calls.signed_in(account).get(f"{calls.V1}/needs/?page_size=100")
            seen |= walk.read(listed)
        for field in (*FIELDS, PHOTOS):
            found[role, field] = tuple(
                {state for one, state in told if one == field}
                for told in (seen, looked)
            )
    said = in_the_document()
    assert {key: found[key] for key in said if found[key] != said[key]} == {}
    assert found.keys() == said.keys()
