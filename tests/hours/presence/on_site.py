"""Saturday, 14 March 2020, at the hill: who comes, when, and with which code."""

from datetime import datetime
from typing import Any

from activities.models import Activity
from hours.models import Presence, Session, TurnedAway
from hours.presence import codes, rules
from tests.factories import moment
from volunteers.models import Account, Volunteer


def at(clock: str) -> datetime:
    """That time of the Saturday."""
    return moment(f"2020-03-14 {clock}")


def code_at(activity: Activity, clock: str) -> str:
    """What stands on the organizer's screen at that time."""
    return codes.code_now(codes.point_of(activity), at=at(clock)).letters


def comes(
    person: Volunteer,
    activity: Activity,
    clock: str = "09:00",
    *,
    code: str = "",
    **more: Any,
) -> Presence:
    """The person checks in, by the code of that minute unless another is given."""
    presence, _is_new = rules.check_in(
        code=code or code_at(activity, clock),
        volunteer=person,
        by=more.pop("by", None) or person.account,
        at=at(clock),
        **more,
    )
    return presence


def leaves(
    person: Volunteer,
    activity: Activity,
    clock: str = "12:00",
    *,
    code: str = "",
    by: Account | None = None,
    **more: Any,
) -> Presence:
    """The person checks out, by the code of that minute unless another is given."""
    return rules.check_out(
        code=code or code_at(activity, clock),
        volunteer=person,
        by=by or person.account,
        at=at(clock),
        **more,
    )


def counted(person: Volunteer) -> list[tuple[str, int | None, str]]:
    """The person's sessions by status, minutes and evidence."""
    own = Session.objects.filter(volunteer=person).order_by("started_at")
    return list(own.values_list("status", "minutes", "evidence"))


def traces(activity: Activity) -> list[tuple[str | None, str]]:
    """Who was turned away there and why, in order."""
    seen = TurnedAway.objects.filter(activity=activity).order_by("at", "pk")
    return list(seen.values_list("account__username", "why"))
