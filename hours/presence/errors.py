"""What checking in and out refuses, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from volunteers import errors as volunteers_errors


class CodeExpired(RuleBroken):
    code = "code_expired"
    sentence = _(
        "The code has expired. Please scan the organizer's screen again;"
        " photos and screenshots do not work."
    )


class CodeUnknown(CodeExpired):
    """To a program it is the same: there is no such code now."""

    sentence = _(
        "There is no such code now. Please compare the eight letters, or scan the"
        " organizer's screen again."
    )


class CodeUsed(RuleBroken):
    """A code opens or closes one session of a person."""

    code = "code_used"
    sentence = _(
        "You have used this code already. Please take the next one: it is on the"
        " organizer's screen within a minute."
    )


class TooManyTries(volunteers_errors.TooManyTries):
    sentence = _("Five wrong codes in a minute. Please wait, then scan the screen.")


class NotInvited(RuleBroken):
    """Whoever has no seat: the organizer is asked."""

    code = "not_invited"
    status = 403
    sentence = _(
        "You are not on the list of this activity now. The organizer sees that you"
        " are here, and can let you in."
    )


class TurnedDown(RuleBroken):
    """The organizer has said no to somebody who came without a seat."""

    code = "turned_down"
    status = 403
    sentence = _(
        "You are not on the list, and the organizer has not let you in this time."
    )


class ForSomebodyElse(RuleBroken):
    code = "for_somebody_else"
    status = 403
    sentence = _(
        "Everybody checks in and out themselves, or their guardian does. Who has no"
        " phone comes to the organizer, who also sees that this was tried."
    )


class NotCheckedIn(RuleBroken):
    code = "not_checked_in"
    sentence = _("You are not checked in here, so there is nothing to check out of.")


class TooEarly(RuleBroken):
    """``minutes`` before the shift it begins; ``start`` is a local time."""

    code = "too_early"
    sentence = _(
        "Your shift begins at %(start)s. Checking in begins %(minutes)s minutes"
        " before it."
    )


class ShiftOver(RuleBroken):
    code = "shift_over"
    sentence = _(
        "Your shift is over. If you were there, please log your hours: the"
        " organization decides about them."
    )


class NothingServedYet(RuleBroken):
    code = "nothing_served_yet"
    sentence = _(
        "You are checked in, and not a whole minute is served yet. Please check out"
        " when you leave."
    )


class TooManyPairs(RuleBroken):
    """L08"""

    code = "too_many_check_ins"
    sentence = _(
        "You have checked in here %(most)s times today, and more is not possible."
        " Please ask the organizer."
    )


class NotTheOrganizer(RuleBroken):
    code = "not_an_organizer"
    status = 403
    sentence = _("Only who organizes the activity, or records for it, does this.")


class NotOnSite(RuleBroken):
    code = "not_on_site"
    sentence = _("Nobody waits here any more, or it has been answered already.")


class NobodyToCheckIn(RuleBroken):
    code = "nobody_to_check_in"
    status = 422
    about = ("who",)
    sentence = _(
        "Nobody with this card or number has signed up for the shift or is here."
        " Please compare it; whoever has a card can come without a seat."
    )


class KeptTooLong(RuleBroken):
    code = "kept_too_long"
    sentence = _(
        "This was kept for more than %(hours)s hours, so it is not taken any more."
        " After the shift you can say who was there."
    )


class NotYet(RuleBroken):
    """What was kept is later than the sending of it, by the same clock."""

    code = "not_yet"
    sentence = _(
        "By the phone's clock this has not happened yet: the clock was changed."
        " After the shift you can say who was there."
    )


class EndedByTime(RuleBroken):
    code = "ended_by_time"
    sentence = _(
        "Nobody had checked out long after the shift, so time did. Please say on the"
        " list of who was there how it was."
    )


class NotForOneself(RuleBroken):
    """Nobody is the witness of their own hours (L17)."""

    code = "not_for_oneself"
    status = 403
    sentence = _(
        "For yourself and your children somebody else does this, or you check in by"
        " the code as everybody does."
    )
