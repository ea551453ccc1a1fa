"""What is refused of sessions that are there: asked, answered, decided."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.errors import RuleBroken


class NotYours(RuleBroken):
    code = "not_found"
    status = 404
    sentence = gettext_lazy("There is no such session.")


class AlreadyDecided(RuleBroken):
    code = "already_decided"
    sentence = gettext_lazy("This has already been decided.")


class NotAsked(RuleBroken):
    code = "not_asked"
    sentence = gettext_lazy("Nobody is waiting for an answer here any more.")


class NoQuestion(RuleBroken):
    code = "no_question"
    sentence = gettext_lazy("Nothing is being asked here any more.")


class ReasonNeeded(RuleBroken):
    code = "reason_needed"
    about = ("reason",)
    status = 422
    sentence = gettext_lazy("Please give a reason. The volunteer will read it.")


class UnknownReason(RuleBroken):
    code = "unknown_reason"
    about = ("reason_code",)
    status = 422
    sentence = gettext_lazy(
        "There is no such reason, or it is no longer used. Please choose another."
    )


class QueueChanged(RuleBroken):
    """Carries the ``count`` of sessions that match by now."""

    code = "queue_changed"
    sentence = gettext_lazy(
        "The queue has changed: %(count)s sessions match by now."
        " Please look again before you decide."
    )

    @property
    def extra(self) -> dict[str, Any]:
        return {"count": self.details["count"]}


# Why one of many sessions was left out of a decision, by code.
REFUSALS: dict[str, str | Promise] = {
    "not_found": NotYours.sentence,
    "own_session": gettext_lazy("Nobody decides their own hours."),
    "higher_level": gettext_lazy(
        "This is not the organization's to decide: the organization above or the city"
        " does."
    ),
    "already_decided": AlreadyDecided.sentence,
    "awaiting_answer": gettext_lazy(
        "The volunteer has been asked and has not answered."
    ),
    "still_open": gettext_lazy("The volunteer has not checked out yet."),
    "recorder_decides": gettext_lazy(
        "You entered these hours, so somebody else must approve them."
    ),
    "not_approved": gettext_lazy("Only counted hours can be corrected."),
    "not_your_decision": gettext_lazy("Only the person who decided can take it back."),
    "too_late_to_undo": gettext_lazy(
        "The time for taking this back is over. Counted hours can be corrected."
    ),
    "nothing_to_undo": gettext_lazy("There is no decision to take back."),
    "overlaps": gettext_lazy(
        "The volunteer has since logged other hours at this time."
    ),
    "day_is_full": gettext_lazy(
        "The volunteer has since logged other hours that day; together they would be"
        " more than is decided here."
    ),
    "notice_running": gettext_lazy(
        "Hours entered later are shown to the public first. Until that is over they"
        " are not approved."
    ),
}


@dataclass(frozen=True, slots=True)
class Refused:
    """
    That one session was left out of a decision, and why.

    ``until`` is the local date up to which that holds, where it ends by itself.
    """

    session: UUID
    code: str
    until: date | None = None

    @property
    def detail(self) -> str:
        said = str(REFUSALS[self.code])
        if self.until is None:
            return said
        return f"{said} " + _("(until %(day)s)") % {"day": f"{self.until:%Y-%m-%d}"}


class LeftOut(RuleBroken):
    """The only session that a decision was about was refused, by its code."""

    def __init__(self, refused: Refused) -> None:
        missing = refused.code == NotYours.code
        vars(self).update(code=refused.code, status=404 if missing else 409)
        super().__init__()
        self.refused = refused

    @property
    def detail(self) -> str:
        return self.refused.detail
