"""
What stands in the form of an activity: its words, and rows of times and of tasks.

A button adds a row or takes one away; nothing that was typed is lost by it.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar, cast

from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.errors import WordsMissing
from activities.forms import TERMS, WordsForm
from activities.models import Activity, Audience
from activities.row_forms import PostForm, ShiftForm, kind_choices
from activities.rules import PostPlan, Times
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.models import Organization
from volunteers.qualifying.forms import KindField

Part = TypeVar("Part", ShiftForm, PostForm)

MOST_ROWS = 60  # of times; a weekly one is repeated
MOST_POSTS = 12
SHIFT, POST = "shift", "post"
# As the first row of times is shown; without a day nobody has touched it.
UNTOUCHED = {"date": "", "start": "09:00", "end": "11:00", "seats": "10"}
SEVERAL = ("further_fields", "recipients", "guarantees")
BUTTONS = ("more_shifts", "more_posts", "drop")


class Writing:
    """
    The form of an activity as somebody left it.

    :param sent: what was sent; None shows the activity, or an empty form
    :param with_times: whether its times may be written too: only a draft's are
    """

    def __init__(
        self,
        sent: QueryDict | None = None,
        *,
        organization: Organization,
        activity: Activity | None = None,
        with_times: bool = True,
        is_checked: bool = False,
    ) -> None:
        self.organization = organization
        self.activity = activity
        self.with_times = with_times
        self.is_checked = is_checked
        self._typed = _pressed(sent) if sent is not None else _first(activity)
        self._is_sent = sent is not None
        self.problem = ""

    # Its parts

    @cached_property
    def words(self) -> WordsForm:
        known: dict[str, Any] = {
            "organization": self.organization,
            "activity": self.activity,
        }
        if self.is_checked:
            return WordsForm(self._typed, **known)
        form = WordsForm(**known)
        if self._is_sent:
            form.initial = {name: _value(self._typed, name) for name in form.fields}
        return form

    @cached_property
    def shifts(self) -> list[ShiftForm]:
        rows = _rows(self._typed, SHIFT, "date", MOST_ROWS)
        return [self._part(ShiftForm, f"{SHIFT}{n}") for n in rows]

    @cached_property
    def posts(self) -> dict[int, PostForm]:
        """By the number by which the times name them."""
        rows = _rows(self._typed, POST, "name", MOST_POSTS)
        parts = {n: self._part(PostForm, f"{POST}{n}") for n in rows}
        # Read once for all of them.
        kinds = kind_choices()
        for one in parts.values():
            cast(KindField, one.fields["credential"]).choices = kinds
        return parts

    def _part(self, kind: type[Part], prefix: str) -> Part:
        """A row; nothing is said of one that nobody has touched."""
        said = {
            name: self._typed.get(f"{prefix}-{name}", "") for name in kind.base_fields
        }
        if self.is_checked and not UNTOUCHED.items() <= said.items():
            return kind(self._typed, prefix=prefix)
        return kind(initial=said, prefix=prefix)

    @property
    def has_tasks(self) -> bool:
        """Whether each time is of one of several tasks."""
        return len(self.posts) > 1

    @property
    def task_names(self) -> list[tuple[str, str]]:
        """The tasks to choose from, by their number."""
        return [(str(n), one["name"].value()) for n, one in self.posts.items()]

    @property
    def takes_more_shifts(self) -> bool:
        return len(self.shifts) < MOST_ROWS

    @property
    def takes_more_posts(self) -> bool:
        return len(self.posts) < MOST_POSTS

    # Is it well-formed?

    @cached_property
    def used(self) -> list[ShiftForm]:
        """The times that somebody filled in."""
        return [one for one in self.shifts if one.is_bound]

    def is_valid(self) -> bool:
        if not self.with_times:
            return self.words.is_valid()
        parts: list[Form] = [self.words, *self.used, *self.posts.values()]
        are_valid = [one.is_valid() for one in parts]
        return all(are_valid) and self._names_are_different()

    def _names_are_different(self) -> bool:
        names: set[str] = set()
        for one in self.posts.values():
            name = one.cleaned_data["name"]
            if name in names:
                one.add_error("name", _("Two tasks have this name."))
            names.add(name)
        return not any(one.errors for one in self.posts.values())

    @property
    def plan(self) -> list[PostPlan]:
        """The tasks with their times, as the rules take them; only of a valid form."""
        times: dict[int, list[Times]] = {n: [] for n in self.posts}
        for one in self.used:
            chosen = one.cleaned_data["post"]
            times[chosen if chosen in times else next(iter(times))].append(one.times)
        return [PostPlan(shifts=times[n], **one.said) for n, one in self.posts.items()]

    def refuse(self, refused: RuleBroken) -> None:
        """Say it at the field that caused it, if one did."""
        if isinstance(refused, WordsMissing):
            for name in refused.fields:
                self.words.add_error(name, refused.detail)
        elif any(name in self.words.fields for name in refused.about):
            say_in(self.words, refused)
        else:
            self.problem = refused.detail

    @property
    def is_wrong(self) -> bool:
        """Whether something is to be put right before it can be kept."""
        return self.is_checked and not self.problem

    # Which folded parts are open: where something is wrong, or filled in

    @property
    def tells_open(self) -> bool:
        return self._is_open(
            "summary", "further_fields", "recipients", "guarantees", "title_en"
        )

    @property
    def places_open(self) -> bool:
        return self._is_open("site_name", "district", "point")

    @property
    def people_open(self) -> bool:
        chosen = self.words["audience"].value()
        narrowed = self._is_open(
            "recruits_from", "recruits_until", "min_hours", "give_up_hours"
        )
        return narrowed or chosen != Audience.PUBLIC

    @property
    def danger_open(self) -> bool:
        return self._is_open("hazard", "emergency", "policy", *TERMS)

    @property
    def tasks_are_open(self) -> bool:
        rows = [*self.posts.values()]
        filled = any(field.value() for row in rows for field in row)
        return len(rows) > 1 or filled

    def _is_open(self, *names: str) -> bool:
        errors = self.words.errors if self.is_checked else {}
        there = [name for name in names if name in self.words.fields]
        return any(name in errors or self.words[name].value() for name in there)

    @property
    def audiences(self) -> dict[str, Any]:
        """What each choice of who may sign up means."""
        return {
            Audience.PUBLIC: _("It stands in the list that everybody finds."),
            Audience.MEMBERS: _("Everybody finds it; only your members sign up."),
            Audience.INVITED: _(
                "Nobody finds it but whom you invite, by number and name, once it is"
                " published."
            ),
        }


def goes_on_typing(sent: Mapping[str, Any]) -> bool:
    """Whether a button was pressed that only changes the form."""
    return any(name in sent for name in BUTTONS)


def _rows(typed: QueryDict, kind: str, name: str, most: int) -> list[int]:
    return [n for n in range(most) if f"{kind}{n}-{name}" in typed]


def _value(typed: QueryDict, name: str) -> Any:
    return typed.getlist(name) if name in SEVERAL else typed.get(name, "")


# What a button leaves


def _pressed(sent: QueryDict) -> QueryDict:
    typed = sent.copy()
    if (dropped := typed.get("drop", "")) and dropped.rstrip("0123456789") in (
        SHIFT,
        POST,
    ):
        for name in [one for one in typed if one.startswith(f"{dropped}-")]:
            del typed[name]
    if "more_shifts" in typed:
        _add_shift(typed)
    if "more_posts" in typed:
        _add(typed, POST, "name", MOST_POSTS, {})
    for name in BUTTONS:
        typed.pop(name, None)
    if not _rows(typed, POST, "name", MOST_POSTS):
        _put(typed, POST, 0, {"name": ""})
    return typed


def _add_shift(typed: QueryDict) -> None:
    """Another time as the last one, on the next day."""
    there = _rows(typed, SHIFT, "date", MOST_ROWS)
    names = (*UNTOUCHED, "post")
    last = {n: typed.get(f"{SHIFT}{there[-1]}-{n}", "") for n in names} if there else {}
    if last.get("date"):
        last["date"] = _day_after(last["date"])
    _add(typed, SHIFT, "date", MOST_ROWS, UNTOUCHED | last)


def _day_after(text: str) -> str:
    try:
        return f"{date.fromisoformat(text) + timedelta(days=1)}"
    except (ValueError, OverflowError):
        return text


def _add(
    typed: QueryDict, kind: str, name: str, most: int, values: dict[str, str]
) -> None:
    there = _rows(typed, kind, name, most)
    new = there[-1] + 1 if there else 0
    if new < most:
        _put(typed, kind, new, {name: ""} | values)


def _put(typed: QueryDict, kind: str, n: int, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        typed[f"{kind}{n}-{name}"] = str(value)


# What is shown first


def _first(activity: Activity | None) -> QueryDict:
    """The rows of an activity; of a new one, an empty one of each."""
    typed = QueryDict(mutable=True)
    posts = list(activity.posts.order_by("pk")) if activity else []
    for n, post in enumerate(posts):
        said = {name: getattr(post, name) for name in ("name", "description", "skill")}
        said["credential"] = post.credential_id or ""
        _put(typed, POST, n, said | {"min_age": post.min_age or ""})
    number = {post.pk: n for n, post in enumerate(posts)}
    shifts = activity.shifts.in_order()[:MOST_ROWS] if activity else []
    for n, shift in enumerate(shifts):
        start, end = map(timezone.localtime, (shift.starts_at, shift.ends_at))
        said = {
            "date": start.date(),
            "start": f"{start:%H:%M}",
            "end": f"{end:%H:%M}",
            "seats": shift.seats,
            "post": number[shift.post_id],
        }
        _put(typed, SHIFT, n, said)
    if not posts:
        _put(typed, POST, 0, {"name": ""})
    if not shifts:
        _put(typed, SHIFT, 0, UNTOUCHED)
    return typed
