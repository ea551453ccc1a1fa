"""Is what somebody types about hours that are not right well-formed?"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hours.forms import FIRST_YEAR, LAST_YEAR, LONGEST
from hours.models import Objection, Session
from hours.reasons import OTHER, Occasion, offered
from hours.rules import Times

MIDNIGHT = time(0)


class TimesForm(forms.Form):
    """
    A local day, from when to when, and the break.

    ``times`` is what is typed; None where that is what the session has already.
    """

    day = forms.DateField(
        label=_("Day"),
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 1), _("This is not a day.")),
            MaxValueValidator(date(LAST_YEAR, 1, 1), _("This is not a day.")),
        ],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    start = forms.TimeField(
        label=_("From"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    end = forms.TimeField(
        label=_("To"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    break_minutes = forms.IntegerField(
        label=_("Break, minutes"),
        min_value=0,
        max_value=LONGEST,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "0"}),
    )

    TIMES = ("day", "start", "end", "break_minutes")

    def __init__(
        self, data: Any = None, *, session: Session, shown: Times | None = None
    ) -> None:
        self.session = session
        super().__init__(data, initial=_typed(shown or _times_of(session)))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        given = [bool(self.data.get(name)) for name in ("day", "start", "end")]
        if any(given) and not all(given) and "day" in self.fields and not self.errors:
            self.add_error("day", _("Please give the day, from when and to when."))
        return said

    @property
    def time_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.TIMES]

    @property
    def times(self) -> Times | None:
        said = self.cleaned_data
        if any(said.get(name) is None for name in ("day", "start", "end")):
            return None
        # What is typed are minutes: untouched, they are the session's own moments.
        return None if self._is_untouched else self._read()

    def _read(self) -> Times:
        said = self.cleaned_data
        start = timezone.make_aware(datetime.combine(said["day"], said["start"]))
        end = timezone.make_aware(datetime.combine(said["day"], said["end"]))
        if said["end"] == MIDNIGHT:
            end += timedelta(days=1)
        return Times(
            started_at=start,
            ended_at=end,
            break_minutes=said.get("break_minutes") or 0,
        )

    @property
    def _is_untouched(self) -> bool:
        own = _typed(_times_of(self.session))
        said = {name: self.cleaned_data.get(name) for name in self.TIMES}
        said["break_minutes"] = said["break_minutes"] or 0
        return said == own


def _times_of(session: Session) -> Times:
    return Times(
        started_at=session.started_at,
        ended_at=session.ended_at or session.started_at,
        break_minutes=session.break_minutes,
    )


def _typed(times: Times) -> dict[str, Any]:
    start = timezone.localtime(times.started_at)
    end = timezone.localtime(times.ended_at)
    return {
        "day": start.date(),
        "start": start.time().replace(second=0, microsecond=0),
        "end": end.time().replace(second=0, microsecond=0),
        "break_minutes": times.break_minutes,
    }


class ObjectionForm(TimesForm):
    """What is not right, and what would be; who reports proposes nothing."""

    words = forms.CharField(
        label=_("What is not right"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    about_decision = forms.BooleanField(
        label=_("It is about how this was decided"),
        help_text=_("Then the city answers, and the organization does not read it."),
        required=False,
    )

    def __init__(self, *args: Any, asks_to_correct: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_to_correct = asks_to_correct
        for name in self.TIMES:
            if asks_to_correct:
                self.fields[name].required = False
            else:
                del self.fields[name]


class CorrectForm(TimesForm):
    """The right times, and why; once it is done, ``new`` is the session that counts."""

    new: Session

    reason_code = forms.ChoiceField(
        label=_("The reason, which the volunteer will read"),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("In your own words"), max_length=500, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = offered(Occasion.CORRECT, at=timezone.now())
        choices = [*reasons.items(), (OTHER, _("Another reason"))]
        field = self.fields["reason_code"]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("reason_code") == OTHER:
            said["reason_code"] = ""
            if not said.get("reason"):
                self.add_error("reason", _("Please choose a reason, or write one."))
        return said

    @property
    def right_times(self) -> Times:
        return self.times or _times_of(self.session)


CORRECT, TAKE_BACK, LEAVE = "correct", "take_back", "leave"


class SettleForm(TimesForm):
    """What becomes of the hours, and the answer."""

    outcome = forms.ChoiceField(
        label=_("What becomes of the hours"), widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("The answer"),
        help_text=_("Whoever objected and the volunteer read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, objection: Objection) -> None:
        super().__init__(data, session=objection.session, shown=_proposed_by(objection))
        for name in self.TIMES:
            self.fields[name].required = False
        choices = _outcomes(objection.session)
        self.corrects = choices[0][0] == CORRECT
        if not self.corrects:
            for name in self.TIMES:
                del self.fields[name]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        if objection.proposes_times:
            self.fields["outcome"].initial = choices[0][0]

    @property
    def is_upheld(self) -> bool:
        return bool(self.cleaned_data["outcome"] != LEAVE)

    @property
    def right_times(self) -> Times | None:
        return self.times if self.cleaned_data["outcome"] == CORRECT else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("outcome") == CORRECT and not self.errors and not self.times:
            self.add_error("outcome", _("Please say which times are right."))
        return said


def _proposed_by(objection: Objection) -> Times | None:
    if objection.started_at is None or objection.ended_at is None:
        return None
    return Times(
        started_at=objection.started_at,
        ended_at=objection.ended_at,
        break_minutes=objection.break_minutes or 0,
    )


def _outcomes(session: Session) -> list[tuple[str, Any]]:
    leave = (LEAVE, _("It is not right: the hours stay as they are"))
    if session.is_approved:
        return [
            (CORRECT, _("It is right: these are the times")),
            (TAKE_BACK, _("It is right: the hours do not count")),
            leave,
        ]
    if session.can_be_reported:
        return [(TAKE_BACK, _("It is right: the hours are not accepted")), leave]
    return [(TAKE_BACK, _("It is right, and put right already")), leave]
