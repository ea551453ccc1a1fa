"""What is refused of hours that somebody logs or records."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.errors import RuleBroken
from volunteers import errors as volunteers_errors


class Overlaps(RuleBroken):
    """The person's time is taken. Another organization's business stays untold."""

    code = "overlaps"
    about = ("start",)
    sentence = gettext_lazy("This time is already taken.")

    def __init__(
        self,
        *,
        started_at: datetime,
        ended_at: datetime,
        title: str | None,
        shared: int,
    ) -> None:
        """``title`` None: the reader may not know what it is; then only ``shared``."""
        super().__init__()
        self.started_at = timezone.localtime(started_at)
        self.ended_at = timezone.localtime(ended_at)
        self.title = title
        self.shared = shared

    @property
    def detail(self) -> str:
        if self.title is None:
            return ngettext(
                "Overlaps %(minutes)s minute with another organization's session.",
                "Overlaps %(minutes)s minutes with another organization's session.",
                self.shared,
            ) % {"minutes": self.shared}
        return _(
            "There are already hours at this time on %(day)s: %(start)s–%(end)s,"
            " %(title)s. One person's time counts once."
        ) % {
            "day": f"{self.started_at:%Y-%m-%d}",
            "start": f"{self.started_at:%H:%M}",
            "end": f"{self.ended_at:%H:%M}",
            "title": self.title,
        }

    @property
    def extra(self) -> dict[str, Any]:
        if self.title is None:
            return {"overlap_minutes": self.shared}
        return {
            "overlap_minutes": self.shared,
            "started_at": self.started_at.isoformat(),
            "ended_at": self.ended_at.isoformat(),
        }


class InTheFuture(RuleBroken):
    code = "in_the_future"
    about = ("end",)
    status = 422
    sentence = gettext_lazy("That time has not come yet. Log it when you are done.")


class EndsBeforeItStarts(RuleBroken):
    code = "ends_before_it_starts"
    about = ("end",)
    status = 422
    sentence = gettext_lazy("The end must be later than the start.")


class ShorterThanAMinute(RuleBroken):
    code = "shorter_than_a_minute"
    about = ("break_minutes",)
    status = 422
    sentence = gettext_lazy(
        "After the break less than a minute is left. Check start, end and break."
    )


class CrossesMidnight(RuleBroken):
    """Carries the ``parts`` the session can be split into, one a local day."""

    code = "crosses_midnight"
    about = ("end",)
    status = 422
    sentence = gettext_lazy(
        "This goes past midnight. Each day is logged on its own:"
        " split it at midnight, or change the end."
    )

    def __init__(self, *, parts: list[tuple[datetime, datetime]]) -> None:
        super().__init__()
        self.parts = parts

    @property
    def extra(self) -> dict[str, Any]:
        return {
            "parts": [
                {
                    "started_at": timezone.localtime(start).isoformat(),
                    "ended_at": timezone.localtime(end).isoformat(),
                }
                for start, end in self.parts
            ]
        }


class DayIsFull(RuleBroken):
    code = "day_is_full"
    about = ("end",)
    status = 422
    sentence = gettext_lazy(
        "That makes more than %(hours)s hours in one day. Please check start and end."
    )


class TooLate(RuleBroken):
    code = "too_late"
    about = ("day",)
    status = 422
    sentence = gettext_lazy(
        "This was more than %(days)s days ago and can no longer be logged here."
        " Please ask the organization."
    )


class OrganizationNotActive(volunteers_errors.OrganizationNotActive):
    sentence = gettext_lazy(
        "This organization does not take new hours at the moment."
        " Please choose another or ask it."
    )


class VolunteerNotActive(RuleBroken):
    code = "volunteer_not_active"
    status = 422
    sentence = gettext_lazy(
        "This registration is not active. A practice station can help at once."
    )


class BeforeRegistering(RuleBroken):
    """The person closed an earlier record; what was served then is counted there."""

    code = "before_registering"
    about = ("day",)
    status = 422
    sentence = gettext_lazy(
        "This was before the person registered again, on %(day)s. Hours from before"
        " belong to the record that was closed."
    )


class NoGuardianAgreed(RuleBroken):
    code = "no_guardian_agreed"
    status = 422
    sentence = gettext_lazy(
        "Under 18, hours can be logged from the day on which a parent or guardian"
        " agrees. On this day nobody had agreed."
    )


class TooYoungThatDay(RuleBroken):
    code = "too_young_that_day"
    about = ("day",)
    status = 422
    sentence = gettext_lazy("Under %(age)s, no hours are logged.")


class OwnWordNotTaken(RuleBroken):
    """Withheld after hours of the person's were proved not to be right (L34)."""

    code = "own_word_not_taken"
    status = 422
    sentence = gettext_lazy(
        "For now hours cannot be logged here by yourself: the organization records"
        " them. Why, and until when, stands on “My hours”."
    )


class ServiceFieldNeeded(RuleBroken):
    code = "service_field_needed"
    status = 422
    sentence = gettext_lazy("Please choose a field of service, or an activity.")


class ActivityOfAnother(RuleBroken):
    code = "activity_of_another"
    status = 422
    sentence = gettext_lazy("This activity belongs to another organization.")


class ActivityNotHeld(RuleBroken):
    code = "activity_not_held"
    status = 422
    sentence = gettext_lazy(
        "This activity did not take place: it is not published, or was cancelled."
    )


class NotInsuredThatDay(RuleBroken):
    """L24"""

    code = "not_insured"
    about = ("activity",)
    status = 422
    sentence = gettext_lazy(
        "This activity can be dangerous, and no insurance of the organization covers"
        " this day. Once its organizer names one that does, the hours can be logged."
    )


class CredentialNeededThatDay(RuleBroken):
    """L25; names the ``kind`` of paper."""

    code = "credential_needed"
    about = ("activity",)
    status = 422
    sentence = gettext_lazy(
        "On this day this service needed a paper: %(kind)s. It is stated under “My"
        " credentials” and shown to the organization or the city; then the hours can be"
        " logged."
    )


class NotARecorder(RuleBroken):
    code = "not_a_recorder"
    status = 403
    sentence = gettext_lazy(
        "Only a recorder of the organization may log hours for somebody else."
    )


class NotInYourTeam(RuleBroken):
    code = "not_in_your_team"
    status = 403
    sentence = gettext_lazy("As you lead a team, you record for its people only.")


class RosterTooLong(RuleBroken):
    """Carries how many ``people`` and ``periods`` there may be at most."""

    code = "roster_too_long"
    status = 422
    sentence = gettext_lazy(
        "At most %(people)s people and %(periods)s times can be recorded at once."
        " Please make two rosters of it."
    )


class IdReused(RuleBroken):
    code = "id_reused"
    sentence = gettext_lazy("This id is already used.")


def minutes_shared(
    start: datetime, end: datetime, other_start: datetime, other_end: datetime
) -> int:
    """Whole minutes that two half-open times have in common, at least one."""
    shared: timedelta = min(end, other_end) - max(start, other_start)
    return max(1, int(shared.total_seconds() // 60))
