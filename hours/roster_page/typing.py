"""What stands in the form of a roster: first, and after a button."""

from uuid import uuid4

from django.http import QueryDict
from django.utils import timezone

from hours.rules.record import MOST_PERIODS
from volunteers.identifiers import is_volunteer_number

BUTTONS = ("find", "more", "back", "look", "other", "record")


def first_typed(asked: QueryDict) -> QueryDict:
    """The form as it is first shown, perhaps for an activity."""
    typed = QueryDict(mutable=True)
    typed["form"] = str(uuid4())
    typed["activity"] = asked.get("activity", "")
    typed["time0-date"] = f"{timezone.localdate():%Y-%m-%d}"
    typed["time0-start"], typed["time0-end"] = "09:00", "11:00"
    return typed


def pressed(sent: QueryDict) -> QueryDict:
    """The form as the button that was pressed leaves it."""
    typed = sent.copy()
    _take_ticked(typed)
    if "more" in typed:
        _add_time(typed)
    if "other" in typed:
        _give_own_time(typed, typed.getlist("other")[-1])
    for name in BUTTONS:
        typed.pop(name, None)
    return typed


def looks_for_people(sent: QueryDict) -> bool:
    """Whether people are to be shown; Enter in the search presses the first button."""
    by_enter = sent.get("look") == "enter"
    return "find" in sent or (
        by_enter and sent.get("q", "") != sent.get("searched", "")
    )


def goes_on_typing(sent: QueryDict) -> bool:
    """Whether the form is to be shown as it is by now."""
    return "more" in sent or "back" in sent


def _take_ticked(typed: QueryDict) -> None:
    """Who was ticked joins the list of people."""
    ticked = [one for one in typed.getlist("member") if is_volunteer_number(one[:18])]
    typed.pop("member", None)
    text = typed.get("people", "")
    if lines := [one for one in ticked if one[:18] not in text]:
        typed["people"] = "\n".join([*filter(None, [text.rstrip()]), *lines])


def _add_time(typed: QueryDict) -> None:
    there = [n for n in range(MOST_PERIODS) if f"time{n}-date" in typed]
    new = there[-1] + 1 if there else 0
    if new < MOST_PERIODS:
        last = f"time{new - 1}"
        typed[f"time{new}-date"] = typed.get(f"{last}-date", "")
        typed[f"time{new}-start"] = typed[f"time{new}-end"] = ""
        typed[f"time{new}-break_minutes"] = typed.get(f"{last}-break_minutes", "")


def _give_own_time(typed: QueryDict, words: str) -> None:
    """``V320706… 0 09:00 11:00``: begin with everybody's time."""
    key, _, clocks = words.rpartition(" ")
    key, _, start = key.rpartition(" ")
    if key and key not in typed.getlist("own"):
        typed.appendlist("own", key)
        typed.appendlist("own_start", start)
        typed.appendlist("own_end", clocks)
