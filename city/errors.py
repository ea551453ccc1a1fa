"""What the city's own acts refuse, in words for the person who asked."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class NotForTheCity(RuleBroken):
    code = "not_the_city"
    status = 403
    sentence = _("Only city staff say whether two records are one person's.")


class OneRecord(RuleBroken):
    code = "one_record"
    about = ("other",)
    status = 422
    sentence = _("These are one record. Please name two different numbers.")


class OwnRecord(RuleBroken):
    code = "own_record"
    status = 403
    sentence = _("One of the records is your own, so somebody else of the city acts.")


class RecordClosed(RuleBroken):
    code = "record_closed"
    sentence = _("%(number)s is not in use any more, so nothing can be put together.")


class SaidToBeTwo(RuleBroken):
    code = "said_to_be_two"
    sentence = _(
        "These are said to be two people. Please take that back first, if it is wrong."
    )


class KeptNotRegistered(RuleBroken):
    code = "kept_not_registered"
    about = ("kept",)
    sentence = _(
        "%(number)s is not registered at the moment, so it cannot be the record that"
        " goes on."
    )


class MergeUnderWay(RuleBroken):
    code = "merge_under_way"
    sentence = _(
        "Hours are still being posted again for one of these records. Please try again"
        " in a moment."
    )


class OnSite(RuleBroken):
    """The record that would end is checked in: its presence ends with its session."""

    code = "on_site"
    sentence = _(
        "%(number)s is checked in at an activity now, so it cannot be given up yet."
        " Please try again once the person has checked out."
    )


class OverlapsToResolve(RuleBroken):
    """Carries the ``count`` of overlaps for which nobody has chosen yet."""

    code = "overlaps_to_resolve"
    sentence = _(
        "At %(count)s times both records have hours. Please choose for each which"
        " count."
    )

    @property
    def extra(self) -> dict[str, Any]:
        return {"count": self.details["count"]}


class SignInNeeded(RuleBroken):
    code = "sign_in_needed"
    about = ("sign_in",)
    status = 422
    sentence = _("Both records sign in. Please let the person choose which one stays.")


class OperatorSignsIn(RuleBroken):
    code = "operator_signs_in"
    sentence = _(
        "This sign-in is the operator's, so it cannot be ended here. Please let the"
        " other one go."
    )


class MustHandOver(RuleBroken):
    """Somebody depends on this account alone; ``what`` names it."""

    code = "must_hand_over"
    sentence = _(
        "Nobody else can act for this yet: %(what)s. Please let somebody else take"
        " over first; then you can close your account."
    )


class ClosedAlready(RuleBroken):
    code = "closed_already"
    sentence = _("This is closed already.")


class NotYoursToClose(RuleBroken):
    code = "not_yours_to_close"
    status = 403
    sentence = _("City staff close the record of somebody who never signed in.")


class SignsInThemselves(RuleBroken):
    code = "signs_in_themselves"
    sentence = _("This person signs in and closes the account at “My data”.")
