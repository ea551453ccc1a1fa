"""What the rules of needs refuse, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class NotYours(RuleBroken):
    """The order exists, and is not this account's to act on."""

    code = "not_yours"
    status = 403
    sentence = _("This order is not yours to act on.")


class WrongMoment(RuleBroken):
    """The order stands where this cannot be done; ``state`` says where."""

    code = "wrong_moment"
    sentence = _("This cannot be done now. The order is: %(state)s.")


class ReasonNeeded(RuleBroken):
    """Whoever asked, or whoever dispatched it, reads why."""

    code = "reason_needed"
    about = ("reason",)
    status = 422
    sentence = _("Please say why. It is read by those it is about.")


class OrganizationCannotTake(RuleBroken):
    code = "organization_not_active"
    about = ("organization", "name")
    status = 422
    sentence = _("This organization begins nothing new at the moment.")


class DeclinedAlready(RuleBroken):
    """Nobody is asked again who has said no (志愿服务条例 art. 25)."""

    code = "declined_already"
    about = ("organization", "name")
    sentence = _("This organization has declined it. Please ask another one.")


class SayWhichOrganization(RuleBroken):
    """The account speaks for several."""

    code = "say_which_organization"
    about = ("organization",)
    status = 422
    sentence = _("You speak for several organizations. Please say which one takes it.")


class NotItsTeam(RuleBroken):
    code = "not_its_team"
    about = ("team",)
    status = 422
    sentence = _("This team is not one of the organization's, or is dissolved.")


class NoSiteAbove(RuleBroken):
    code = "no_site_above"
    sentence = _("There is no site above this one. The city's staff can help.")


class ActivityDoesNotFit(RuleBroken):
    code = "activity_does_not_fit"
    about = ("activity",)
    status = 422
    sentence = _(
        "Please choose an activity of your organization that is published and not over."
    )


class NotInTheComingYear(RuleBroken):
    """A day that is over, or so far away that nobody could plan for it."""

    code = "not_in_the_coming_year"
    about = ("agreed_on", "wished_on")
    status = 422
    sentence = _("Please choose a day within the coming year.")


class OutcomeNeeded(RuleBroken):
    code = "outcome_needed"
    about = ("problem0", "outcomes")
    status = 422
    sentence = _("Please say what was done: at least one problem, solved or not.")


class TooManyPhotos(RuleBroken):
    code = "too_many_photos"
    about = ("photos",)
    status = 422
    sentence = _("Please send at most %(most)s photos.")


class CannotMerge(RuleBroken):
    """Into itself, into what has ended, or into what is not the reader's."""

    code = "cannot_merge"
    about = ("into",)
    status = 422
    sentence = _(
        "Please give the number of another need of this site that is still open."
    )


class RatedByItsOwn(RuleBroken):
    """Who carried it out does not say how it was."""

    code = "rated_by_its_own"
    status = 403
    sentence = _(
        "Your organization has carried this out, so somebody else writes down how it"
        " was."
    )


class CodeNeeded(RuleBroken):
    """Who is no clerk proves the phone first."""

    code = "code_needed"
    about = ("code",)
    status = 422
    sentence = _("Please prove the phone with a code that is sent to it.")


class NotYourSite(RuleBroken):
    code = "not_your_site"
    about = ("site",)
    status = 403
    sentence = _("Needs are taken in at a site by those who keep it.")


class AlreadyCalled(RuleBroken):
    """Whoever asked was reached, and has said how it was."""

    code = "already_called"
    sentence = _("Somebody has already called, and written down what was said.")
