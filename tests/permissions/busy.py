"""A day on which everybody has something to do, so that every form is shown."""

from collections.abc import Iterator
from uuid import uuid4

from hours import rules
from hours.models import AuditedSession, Session
from tests.factories import NOON, log_session
from tests.permissions.table import OWN, ROLES, YES, lines
from tests.permissions.urls import API
from tests.permissions.world import NAMED, World, url_of
from volunteers.models import Account

NO_PAGES = (API, "admin/")


def make_busy(world: World, owner: Account) -> list[Session]:
    """All that an address names; sessions of Lin's that wait, are asked, or count."""
    for kind, make in NAMED.items():
        world.made[kind] = make(world, owner)
    waiting, asked, counted = (_log(world, day) for day in (1, 2, 3))
    zhao = Account.objects.get(username="zhao")
    rules.query(sessions=[asked], by=zhao, at=NOON, reason="Where was it?")
    rules.approve(sessions=[counted], by=zhao, at=NOON)
    AuditedSession.objects.create(
        id=uuid4(),
        audit_id=world.made["audits"],
        session=counted,
        organization=world.association,
        volunteer=world.lin,
    )
    return [waiting, asked, counted]


def _log(world: World, day: int) -> Session:
    return log_session(
        volunteer=world.lin,
        organization=world.association,
        start=f"2020-03-0{day} 09:00",
    )


def pages_of(role: str, world: World, sessions: list[Session]) -> Iterator[str]:
    """Every page the table gives the role, and those sessions."""
    for line in lines():
        cell = line.cells[ROLES.index(role)].partition("/")[0]
        is_page = "GET" in line.methods and not line.route.startswith(NO_PAGES)
        if is_page and cell in (YES, OWN) and not line.is_a_tree:
            yield url_of(line.route, world, world.lin.account)
    for one in sessions:
        yield f"/sessions/{one.pk}/"
        yield f"/desk/{one.pk}/"
