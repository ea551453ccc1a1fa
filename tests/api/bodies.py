"""
What the operations of the API are sent: who calls them, where, and with what body.

The schema says which operations take a body, and of which fields; the table of
docs/permissions.md says who may call them. What cannot be guessed from these stands in
``SAID``, ``CALLED_BY`` and ``ABOUT``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from activities import rules as activity_rules
from activities.models import Absence, ServiceField, Shift, SignUp
from hours import rules
from hours.models import OrganizationLimit
from hours.presence import rules as presence
from needs import rules as needs
from needs.models import Order
from recognition.rating.finding import find
from tests.activities.making import publish, shift_of, sign_up
from tests.api.calls import NO_SUCH_ID, days_ago
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_activity,
    make_volunteer,
)
from tests.families import born
from tests.hours.presence.under_way import code_of, minutes_ago, under_way
from tests.needs import making
from tests.permissions.table import OWN, ROLES, YES, lines
from tests.permissions.urls import route_of
from tests.permissions.world import World, somebody, url_of
from tests.recognition.starred import set_numbers
from tests.registering import CHEN
from volunteers.models import Account, Team

PASSWORD = "harbour-at-dawn"
GUESSED = {
    "date": "2020-03-05",
    "date-time": "2020-03-05T09:00:00+08:00",
    "uuid": NO_SUCH_ID,
}
KINDS = ("string", "boolean", "integer", "number", "array", "object")
Part = dict[str, Any]
Body = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """One that may be sent something: in a body, or behind a question mark."""

    name: str
    method: str
    route: str
    body: Part | None
    asked: dict[str, Part]

    def caller(self, world: World) -> Account | None:
        """Somebody who may call it: the first whom the table lets."""
        cells = next(
            line.cells
            for line in lines()
            if line.route == self.route and self.method in line.methods
        )
        may = [role for role, cell in zip(ROLES, cells, strict=True) if _may(cell)]
        return somebody(CALLED_BY.get(self.name, may[0]), world, own=True)

    def url(self, world: World, caller: Account | None) -> str:
        world.made.clear()
        if self.name in ABOUT:
            kind, thing = ABOUT[self.name]
            world.made[kind] = thing(world)
        return url_of(self.route, world, caller or world.lin.account)

    def well_said(self, world: World) -> Body:
        """A body in which nothing is wrong."""
        assert self.body is not None
        said = SAID.get(self.name)
        return said(world) if said else guessed(self.body)


def _may(cell: str) -> bool:
    return cell.partition("/")[0] in (YES, OWN)


@cache
def schema() -> Part:
    return SchemaGenerator().get_schema(request=None, public=True)


def operations() -> Iterator[Operation]:
    for path, methods in schema()["paths"].items():
        for method, told in methods.items():
            taken = told.get("requestBody", {"content": {}})["content"]
            asked = {
                one["name"]: one["schema"]
                for one in told.get("parameters", ())
                if one["in"] == "query"
            }
            body = taken.get("application/json")
            yield Operation(
                name=told["operationId"],
                method=method.upper(),
                route=route_of(path),
                body=resolved(body["schema"]) if body else None,
                asked=asked,
            )


def resolved(part: Part) -> Part:
    """The part of the schema itself, where it is named only."""
    within = part.get("allOf", part.get("oneOf", part.get("anyOf", ())))
    named = [one["$ref"] for one in (part, *within) if "$ref" in one]
    if not named:
        return part
    return schema()["components"]["schemas"][named[0].rpartition("/")[2]]


def kind_of(part: Part) -> str:
    kinds = part.get("type", "string")
    several = [kinds] if isinstance(kinds, str) else kinds
    return next(one for one in several if one in KINDS)


def fields(part: Part, at: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """Every place in a body, down to those within lists and objects, and its kind."""
    part = resolved(part)
    kind = kind_of(part)
    if at:
        yield at, kind
    if kind == "array":
        yield from fields(part["items"], (*at, 0))
    for name, inner in part.get("properties", {}).items():
        yield from fields(inner, (*at, name))


def guessed(part: Part) -> Any:
    """Something of the kind, in which all is said that must be."""
    part = resolved(part)
    if "enum" in part:
        return part["enum"][0]
    kind = kind_of(part)
    if kind == "object":
        inner = part.get("properties", {})
        return {name: guessed(inner[name]) for name in part.get("required", ())}
    if kind == "array":
        return [guessed(part["items"])]
    if kind == "string":
        return GUESSED.get(part.get("format", ""), "Free on Saturdays")
    return {"boolean": True, "integer": part.get("minimum", 1)}[kind]


def _child(world: World) -> Body:
    return {
        "name": "许小小",
        "document_type": "passport",
        "document_number": "E 5555 6666",
        "birth_date": born(10).isoformat(),
        "district": "320706",
        "relation": "parent",
        "consent": True,
        "guardian_consent": True,
    }


def _period(world: World) -> Body:
    return {"started_at": days_ago(1, "09:00"), "ended_at": days_ago(1, "11:00")}


def _served(world: World) -> Body:
    return {"organization": f"{world.association.pk}", "service_field": "0006"}


def _login(world: World) -> Body:
    account = world.lin.account
    account.set_password(PASSWORD)
    account.save()
    return {"login": account.username, "password": PASSWORD}


def _limit(world: World) -> Body:
    """One that is dated to come."""
    to_come = timezone.localdate() + timedelta(days=30)
    one = OrganizationLimit.objects.create(
        organization=world.association,
        code="day_minutes_organization",
        value=420,
        holds_from=to_come,
    )
    return {"code": one.code, "holds_from": f"{to_come}"}


def _named(world: World) -> Body:
    other = make_volunteer("mei", name="梅云台")
    return {"number": other.number, "name": other.name}


def _submitted(world: World, start: str = "2020-03-02 09:00") -> Any:
    return log_session(volunteer=world.lin, organization=world.association, start=start)


def _queried(world: World) -> Any:
    session, zhao = _submitted(world), Account.objects.get(username="zhao")
    rules.query(sessions=[session], by=zhao, at=NOON, reason="Where was it?")
    return session.pk


def _approved(world: World) -> Any:
    session, zhao = _submitted(world), Account.objects.get(username="zhao")
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return session.pk


def _shift(world: World) -> Body:
    starts_at = timezone.now() + timedelta(days=7)
    starts_at = starts_at.replace(hour=2, minute=0, second=0, microsecond=0)
    return {
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(hours=2)).isoformat(),
        "seats": 2,
    }


def _words(world: World) -> Body:
    """An activity, all of it but whose it is."""
    return {
        "title": "花果山景区文明引导",
        "service_field": "0016",
        "shifts": [_shift(world)],
        "latitude": 34.6,
        "longitude": 119.2,
        "hazard": True,
        "insurer": "人保",
        "policy_number": "PEAC2020320700001",
        "covered_from": f"{timezone.localdate()}",
        "covered_until": f"{timezone.localdate() + timedelta(days=90)}",
        "people_covered": 50,
    }


def _draft(world: World) -> Any:
    words = activity_rules.Words(
        title="花果山景区文明引导", service_field=ServiceField.objects.get(code="0016")
    )
    return activity_rules.draft(
        organization=world.association,
        words=words,
        by=_captain(world),
        at=timezone.now(),
    ).pk


def _on_now(world: World) -> Any:
    """An activity that is under way, and Lin has a seat."""
    zhao = Account.objects.get(username="zhao")
    appoint(zhao, "admin", world.association)
    return under_way(world.association, zhao, world.lin)


def _shift_of_it(world: World) -> Shift:
    """The one shift of the activity in the address."""
    return Shift.objects.select_related("post").get(activity=world.made["activities"])


def _team(world: World) -> Body:
    made = Team.objects.create(
        organization=world.association,
        name="净滩组",
        made_by=Account.objects.get(username="zhao"),
        made_at=NOON,
    )
    return {"team": f"{made.pk}"}


def _missed(world: World) -> Any:
    """A shift of March 2020 to which Lin did not come, and says why."""
    zhao = appoint(Account.objects.get(username="zhao"), "admin", world.association)
    shift = shift_of(publish(world.association, zhao))
    _absence(shift, world)
    return shift.pk


def _absence(shift: Shift, world: World) -> None:
    (held,) = sign_up(shift, world.lin)
    Absence.objects.create(
        sign_up=SignUp.objects.get(pk=held.pk),
        marked_at=NOON,
        words="公交车停运",
        explained_at=NOON,
    )


def _to_explain(world: World) -> Body:
    shift = _shift_of_it(world)
    _absence(shift, world)
    return {"shift": f"{shift.pk}", "words": "公交车停运"}


def _to_give_up(world: World) -> Body:
    shift = _shift_of_it(world)
    sign_up(shift, world.lin, at=timezone.now())
    return {"shift": f"{shift.pk}", "words": "公交车停运"}


def _lin(world: World) -> Body:
    return {"number": world.lin.number}


def _code(world: World) -> Body:
    return {"code": code_of(_on_now(world))}


def _code_to_leave(world: World) -> Body:
    activity, at = _on_now(world), minutes_ago(10)
    presence.check_in(
        code=code_of(activity, at), volunteer=world.lin, by=world.lin.account, at=at
    )
    return {"code": code_of(activity)}


def _order(world: World, make: Callable[..., Order], *who: Any) -> str:
    """The number of a need at the station, as far as ``make`` brings it."""
    keeper = appoint(make_account("counter"), "clerk", site=world.station)
    return make(world.station, keeper, *who).need.reference


def _reported(world: World) -> str:
    return making.report(world.station).need.reference


def _claimed(world: World) -> str:
    return _order(world, making.claimed, world.association, _captain(world))


def _in_service(world: World) -> str:
    captain = _captain(world)
    reference = _order(world, making.claimed, world.association, captain)
    order = Order.objects.get(need__reference=reference)
    needs.start(order=order, by=captain, at=NOON)
    return reference


def _delivered(world: World) -> str:
    return _order(world, making.delivered, world.association, _captain(world))


def _captain(world: World) -> Account:
    """Who speaks for the association."""
    return appoint(make_account("captain"), "admin", world.association)


def _reached(world: World) -> Body:
    """A star that somebody has hours for."""
    _approved(world)
    set_numbers(star_1_minutes=30)
    find(at=timezone.now())
    return {"level": 1}


# Where the first whom the table lets are let in, and have nothing to do there.
CALLED_BY = {
    "activities_create": "admin",
    "decisions_create": "approver",
    "needs_create": "clerk",
    "needs_rate": "clerk",
}
# What the operation is about, where it needs a state that the world's is not in.
ABOUT: dict[str, tuple[str, Callable[[World], Any]]] = {
    "activities_discard": ("activities", _draft),
    "activities_revise": ("activities", _draft),
    "organizations_join_requests_create": (
        "organizations",
        lambda world: world.beach_team.pk,
    ),
    "needs_deliver": ("needs", _in_service),
    "needs_rate": ("needs", _delivered),
    "needs_refuse": ("needs", _reported),
    "needs_reopen": ("needs", _delivered),
    "needs_schedule": ("needs", _claimed),
    "sessions_answer": ("sessions", _queried),
    "sessions_correct": ("sessions", _approved),
    "sessions_object": ("sessions", _approved),
    "shifts_absences_create": ("shifts", _missed),
    "shifts_absences_excuse": ("shifts", _missed),
    "shifts_absences_take_back": ("shifts", _missed),
}
# By operation, what is said where a guess from the schema is not enough.
SAID: dict[str, Callable[[World], Body]] = {
    "activities_create": lambda world: (
        _words(world) | {"organization": f"{world.association.pk}"}
    ),
    "activities_exclude": lambda world: {
        "others": [f"{make_activity(world.association).pk}"]
    },
    "activities_invitations_create": _named,
    "activities_invitations_team": _team,
    "activities_repeat": lambda world: {
        "until": f"{timezone.localdate() + timedelta(days=14)}"
    },
    "activities_revise": lambda world: _words(world),
    "activities_shifts_create": lambda world: {"shifts": [_shift(world)]},
    "activities_near": lambda world: {"latitude": 34.6, "longitude": 119.2},
    "activities_signups_create": lambda world: {"shift": f"{_shift_of_it(world).pk}"},
    "activities_signups_explain": _to_explain,
    "activities_signups_give_up": _to_give_up,
    "activities_signups_together": lambda world: {
        "shift": f"{_shift_of_it(world).pk}",
        "volunteers": [world.lin.number],
    },
    "check_ins_create": _code,
    "check_outs_create": _code_to_leave,
    "codes_create": lambda world: {"purpose": "registration", "phone": CHEN["phone"]},
    "decisions_create": lambda world: {
        "decision": "query",
        "sessions": [f"{_submitted(world).pk}"],
        "reason": "When?",
    },
    "exports_create": lambda world: {
        "year": 2020,
        "organization": f"{world.association.pk}",
    },
    "me_update": lambda world: {"language": "en"},
    "me_wards_create": _child,
    "needs_create": lambda world: {
        "category": "daily_help",
        "text": "想在家理个发",
        "site": world.station.code,
        "contact_name": "许海燕",
        "contact_phone": "13900139001",
        "channel": "counter",
    },
    "needs_cancel": lambda world: {"reason": "They were helped by a neighbour"},
    "needs_claim": lambda world: {},
    "needs_dispatch": lambda world: {"organization": f"{world.association.pk}"},
    "needs_merge": lambda world: {"into": _reported(world)},
    "needs_reassign": lambda world: {"organization": f"{world.beach_team.pk}"},
    "needs_schedule": lambda world: {
        "activity": f"{make_activity(world.association).pk}",
    },
    "objections_settle": lambda world: {"upheld": False, "words": "So says the list"},
    "organizations_create": lambda world: {
        "name": "海州读书会",
        "kind": "group",
        "sponsor": "海州区图书馆",
        "district": "320706",
    },
    "organizations_invitations_create": _named,
    "organizations_members_create": lambda world: (
        _named(world) | {"agreed_on": "2020-03-05"}
    ),
    "organizations_limits_create": lambda world: {
        "code": "day_minutes_organization",
        "value": 420,
        "holds_from": f"{timezone.localdate() + timedelta(days=30)}",
    },
    "organizations_limits_take_away": _limit,
    "policies_create": lambda world: {
        "code": "undo_minutes",
        "value": 12,
        "holds_from": f"{timezone.localdate() + timedelta(days=30)}",
    },
    "stars_notices_create": _reached,
    "rosters_create": lambda world: (
        _served(world)
        | {"periods": [_period(world)], "people": [make_volunteer().number]}
    ),
    "sessions_correct": lambda world: {
        "started_at": "2020-03-02T09:00:00+08:00",
        "ended_at": "2020-03-02T10:30:00+08:00",
        "reason_code": "time_differs",
    },
    "sessions_create": lambda world: _served(world) | _period(world),
    "shifts_absences_create": _lin,
    "shifts_absences_excuse": _lin,
    "shifts_absences_take_back": _lin,
    "tokens_create": _login,
    "volunteers_create": lambda world: CHEN,
}
