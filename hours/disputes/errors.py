"""What the rules of objections refuse, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from hours.errors import REFUSALS


class NoSuchObjection(RuleBroken):
    code = "not_found"
    status = 404
    sentence = _("There is no such objection.")


class NotCounted(RuleBroken):
    code = "not_approved"
    sentence = REFUSALS["not_approved"]


class NothingToReport(RuleBroken):
    code = "nothing_to_report"
    sentence = _("These hours do not count and nobody waits for them any more.")


class ObjectedAlready(RuleBroken):
    code = "objected_already"
    about = ("words",)
    sentence = _(
        "You have said so already, and an answer is on its way. To say something else,"
        " please take it back first."
    )


class AnsweredAlready(RuleBroken):
    code = "answered_already"
    sentence = _("This has been answered already.")


class OwnObjection(RuleBroken):
    code = "own_objection"
    status = 403
    sentence = _("You raised this yourself, so somebody else answers it.")


class DeciderReported(RuleBroken):
    code = "decider_reported"
    status = 403
    sentence = _("You decided these hours, so somebody else answers the report.")


class SameTimes(RuleBroken):
    code = "same_times"
    about = ("start",)
    status = 422
    sentence = _("These are the times it has already.")


class MoreThanEntered(RuleBroken):
    """Hours entered later take two people (L17); so do those added to them."""

    code = "more_than_entered"
    about = ("end",)
    status = 422
    sentence = _(
        "These hours were entered later. To count more of them, somebody else has to"
        " ask for just these times: the volunteer, or a colleague, at the session."
    )
