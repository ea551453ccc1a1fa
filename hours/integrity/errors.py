"""What is refused at the integrity centre, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class CaseMoved(RuleBroken):
    """A case of the integrity centre stands elsewhere by now."""

    code = "case_moved"
    sentence = _("This case is at “%(state)s” by now. Please look at it again.")


class CaseIsOnesOwn(RuleBroken):
    """Nobody decides a case about themselves, nor without the office."""

    code = "own_case"
    status = 403
    sentence = _(
        "This case is about yourself, so somebody else of the city decides it."
    )


class NotProved(RuleBroken):
    """Nothing follows from a case that is not confirmed."""

    code = "not_proved"
    sentence = _("First say that the case is confirmed, and why.")


class RestrictionTooShort(RuleBroken):
    """A day that is over."""

    code = "restriction_too_short"
    status = 422
    sentence = _("Please choose a day from today on.")


class NotDrawn(RuleBroken):
    """Hours of somebody else, about which the account has nothing to say."""

    code = "not_drawn"
    status = 403
    sentence = _("Whoever served is asked about these hours.")


class RepliedAlready(RuleBroken):
    """Somebody has answered otherwise; what was said stays."""

    code = "replied_already"
    sentence = _(
        "“%(reply)s” was answered here before. If that is wrong, please tell the city."
    )
