"""What the rules of offices refuse, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class NoSuchAppointee(RuleBroken):
    """One answer for all of them: nobody learns here who has an account."""

    code = "no_such_appointee"
    about = ("who",)
    status = 422
    sentence = _(
        "Nobody who can sign in goes by this volunteer number or login. Please ask the"
        " person for the number; it stands on the page of their data."
    )


class TooManyNames(RuleBroken):
    code = "too_many_names"
    about = ("who",)
    status = 429
    sentence = _("Too many tries. Please wait %(minutes)s minutes.")


class MayNotAppoint(RuleBroken):
    code = "may_not_appoint"
    about = ("role",)
    status = 403
    sentence = _("Your office does not let you give or end this one.")


class AppointsOneself(RuleBroken):
    code = "appoints_oneself"
    about = ("who",)
    status = 422
    sentence = _(
        "Nobody gives an office to themselves. Please let somebody else do it."
    )


class HoldsItAlready(RuleBroken):
    code = "holds_it_already"
    about = ("who",)
    sentence = _("This person holds this office on some of these days already.")


class DaysInThePast(RuleBroken):
    code = "days_in_the_past"
    about = ("starts_on", "last_day")
    status = 422
    sentence = _("An office begins today or later, and ends on no earlier day.")


class DaysReversed(RuleBroken):
    code = "days_reversed"
    about = ("ends_on", "last_day")
    status = 422
    sentence = _("The last day lies before the first.")


class OnlyShorter(RuleBroken):
    code = "only_shorter"
    about = ("ends_on", "last_day")
    status = 422
    sentence = _("It ends before that by itself. For longer, please appoint anew.")


class LastAdministrator(RuleBroken):
    code = "last_administrator"
    sentence = _(
        "You are the last administrator. Please appoint another one first, or ask the"
        " city."
    )


class OfficeOver(RuleBroken):
    code = "office_over"
    sentence = _("This office has ended already.")


class MayNotDelegate(RuleBroken):
    code = "may_not_delegate"
    about = ("office",)
    status = 403
    sentence = _("For this office you cannot name a deputy.")


class AwayTooLong(RuleBroken):
    code = "away_too_long"
    about = ("ends_on",)
    status = 422
    sentence = _("A deputy stands in for %(days)s days at most, and for days to come.")
