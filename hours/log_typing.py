"""What stands in the form for logging before it is sent: first, and after a button."""

from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from config.asked import whole
from hours.forms import read_day
from hours.models import Session, Status
from volunteers.models import Volunteer

STEP = 15  # minutes
BUTTONS = ("same", "repair", "step", "look")


def first_typed(volunteer: Volunteer, asked: MultiValueDict[str, str]) -> QueryDict:
    """
    The form as it is first shown: where one served last is chosen already.

    ``same`` takes over the last time as well, ``again`` everything of the session
    with that id, ``days`` chooses days.
    """
    typed = QueryDict(mutable=True)
    typed.update({"form": str(uuid4()), "start": "09:00", "length": "120"})
    typed["how"] = "length"
    again = _own(volunteer, asked.get("again", ""))
    if model := again or _last(volunteer):
        _take_place(typed, model)
    if again or (model and "same" in asked):
        _take_time(typed, again or model)
    if again:
        typed["note"] = again.note
        typed.setlist("days", [again.service_date.isoformat()])
        if again.status == Status.WITHDRAWN:
            typed["replaces"] = str(again.pk)
    if days := asked.getlist("days"):
        typed.setlist("days", days)
    return typed


def _own(volunteer: Volunteer, text: str) -> Session | None:
    try:
        pk = UUID(text)
    except ValueError:
        return None
    own = Session.objects.filter(volunteer=volunteer, ended_at__isnull=False)
    return own.filter(pk=pk).first()


def _last(volunteer: Volunteer) -> Session | None:
    own = Session.objects.filter(volunteer=volunteer, ended_at__isnull=False)
    return own.newest_first().first()


def _take_place(typed: QueryDict, session: Session) -> None:
    typed["organization"] = str(session.organization_id)
    typed["activity"] = str(session.activity_id or "")
    typed["service_field"] = session.service_field_id


def _take_time(typed: QueryDict, session: Session | None) -> None:
    if session is None or session.ended_at is None:
        return
    start = timezone.localtime(session.started_at)
    typed["start"] = f"{start:%H:%M}"
    typed["how"] = "length"
    typed["length"] = str(session.minutes + session.break_minutes)
    typed["break_minutes"] = str(session.break_minutes or "")


def is_button(typed: QueryDict) -> bool:
    """Whether a button that only changes the form was pressed."""
    return any(name in typed for name in BUTTONS)


def pressed(volunteer: Volunteer, sent: QueryDict) -> QueryDict:
    """The form as the button that was pressed leaves it."""
    typed = sent.copy()
    if "same" in typed:
        if last := _last(volunteer):
            _take_place(typed, last)
            _take_time(typed, last)
    elif "repair" in typed:
        _repair(typed, typed.getlist("repair")[-1].split())
    elif "step" in typed:
        _step(typed, typed.getlist("step")[-1])
    for name in BUTTONS:
        typed.pop(name, None)
    _keep_earlier(typed)
    return typed


def _repair(typed: QueryDict, words: list[str]) -> None:
    match words:
        case ["drop", day]:
            days = [one for one in typed.getlist("days") if one != day]
            typed.setlist("days", days)
            if typed.get("earlier") == day:
                typed["earlier"] = ""
        case ["move", day, start, minutes]:
            moved = [one for one in typed.getlist("moved") if not one.startswith(day)]
            typed.setlist("moved", [*moved, f"{day} {start} {minutes}"])
        case ["split"]:
            typed["split"] = "on"


def _step(typed: QueryDict, which: str) -> None:
    name, sign = which[:-1], -1 if which.endswith("-") else 1
    text = (typed.getlist(name) or [""])[-1]
    if name == "length" and (minutes := whole(text)):
        typed["length"] = str(max(STEP, minutes + sign * STEP))
    elif name in ("start", "end"):
        try:
            hour, minute = map(int, text.split(":")[:2])
        except ValueError:
            return
        now = min(1440 - STEP, max(0, hour * 60 + minute + sign * STEP))
        typed[name] = f"{now // 60:02}:{now % 60:02}"


def _keep_earlier(typed: QueryDict) -> None:
    """An earlier day that was typed joins the chosen ones."""
    earlier = typed.get("earlier", "")
    try:
        read_day(earlier)
    except ValueError:
        return
    if earlier not in typed.getlist("days"):
        typed.appendlist("days", earlier)
    typed["earlier"] = ""
