"""What the rules of people refuse, in words for the person who asked."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class VisitADesk(RuleBroken):
    """
    Something about the person is already known; a clerk sorts it out on sight.

    One answer for every such conflict: nobody learns here who is registered.
    """

    code = "visit_a_desk"
    sentence = _(
        "These details need a person to check them. Please bring your document to"
        " the nearest station; it is done on the spot."
    )


class RegisteredAlready(VisitADesk):
    """
    The very same person, who has proved the phone or e-mail of the account.

    To programs it is a conflict like any other.
    """

    sentence = _(
        "You are registered already, with this very phone number or e-mail. Please"
        " sign in."
    )


class KnownHere(VisitADesk):
    """At a desk that attends to the person; carries their ``number``."""

    code = "known_here"
    sentence = _("This person is registered already: %(number)s.")


class KnownElsewhere(VisitADesk):
    """At a desk that does not: who they are is not told there."""

    code = "known_elsewhere"
    sentence = _(
        "These details are on record already, with another station. The city's office"
        " sorts it out; please pass the case on."
    )


class TogetherWithGuardian(RuleBroken):
    code = "together_with_guardian"
    status = 422
    sentence = _("Under %(age)s a parent or guardian has to agree.")


class NotAnOfficial(RuleBroken):
    code = "not_an_official"
    status = 403
    sentence = _("Only the clerks of the person's station verify who they are.")


class NoSuchRegistration(RuleBroken):
    code = "registration_ended"
    status = 404
    sentence = _(
        "This registration has ended; it is kept for half an hour. Please fill in the"
        " form once more."
    )


class ConsentIsNecessary(RuleBroken):
    code = "consent_is_necessary"
    sentence = _(
        "Without this nobody can be registered. To take it back, close your account."
    )


class NoSuchConsent(RuleBroken):
    code = "consent_text_changed"
    sentence = _("This text has changed meanwhile. Please read it once more.")


class GuardianNeeded(RuleBroken):
    code = "guardian_needed"
    status = 422
    sentence = _(
        "Volunteers under %(age)s are registered by a parent or guardian: on their own"
        " pages under “My family”, or together at a practice station."
    )


class WrongLogin(RuleBroken):
    code = "wrong_login"
    status = 401
    auth_header = "Token"
    sentence = _("Login or password is not right. Please try again.")


class TooManyTries(RuleBroken):
    """Carries ``wait``: after how many seconds one may try again."""

    code = "too_many_tries"
    status = 429
    sentence = _("Too many tries. Please wait %(minutes)s minutes.")

    def __init__(self, *, wait: int) -> None:
        super().__init__(minutes=-(-wait // 60))
        self.wait = wait


class TooManyTriesForLogin(TooManyTries):
    """Others may be trying this login: a code is still sent and taken."""

    sentence = _(
        "There were too many wrong passwords for this login. Please sign in with a"
        " code, or wait %(minutes)s minutes."
    )


class SecondFactorNeeded(RuleBroken):
    code = "second_factor_needed"
    status = 401
    auth_header = "Token"
    sentence = _(
        "This account needs a second factor. Please give the code of its"
        " authenticator app, or a recovery code, as “otp”."
    )


class NoPhoneAndNoEmail(RuleBroken):
    code = "no_phone_and_no_email"
    about = ("username",)
    status = 422
    sentence = _(
        "A code needs a phone number or an e-mail address to go to. With a user name,"
        " please sign in with the password."
    )


class WrongCode(RuleBroken):
    """Another code than was sent, or too old, or used: one answer for all of them."""

    code = "wrong_code"
    about = ("code",)
    status = 422
    sentence = _(
        "This code is not right, or its ten minutes are over. Please compare it, or"
        " ask for a new one."
    )


class ScopeNotAllowed(RuleBroken):
    code = "scope_not_allowed"
    status = 403
    sentence = _("Your account may not have a token for this: %(scopes)s.")


class ScopeMissing(RuleBroken):
    """Carries the ``scope`` that a token would need."""

    code = "scope_missing"
    status = 403
    sentence = _("This token does not allow that. It needs the scope “%(scope)s”.")

    @property
    def extra(self) -> dict[str, Any]:
        return {"scope": self.details["scope"]}


class NotAVolunteer(RuleBroken):
    code = "not_a_volunteer"
    status = 403
    sentence = _("Your account does not belong to a registered volunteer.")


class NoSuchVolunteer(RuleBroken):
    code = "not_found"
    status = 404
    sentence = _("Nobody has this volunteer number. Please compare it once more.")


class OrganizationKnown(RuleBroken):
    code = "organization_known"
    about = ("uscc",)
    sentence = _("An organization with this unified social credit code is known.")


class NumbersUsedUp(RuleBroken):
    code = "numbers_used_up"
    sentence = _(
        "The volunteer numbers of area %(area)s are used up for this month. Please"
        " register the others next month."
    )


class RowsNotRegistered(RuleBroken):
    code = "rows_not_registered"
    status = 422
    sentence = _("%(count)s rows cannot be registered, so nobody was.")


class MayNotRegister(RuleBroken):
    code = "may_not_register"
    status = 403
    sentence = _("This account may not register other people.")


class OrganizationNotActive(RuleBroken):
    code = "organization_not_active"
    status = 422
    sentence = _(
        "This organization does not serve at the moment, so nothing new begins there."
    )


class SiteOrganizesAlready(RuleBroken):
    code = "site_organizes_already"
    about = ("site",)
    sentence = _("This practice site organizes already.")


class TooManyApplications(RuleBroken):
    code = "too_many_applications"
    status = 422
    sentence = _(
        "%(count)s applications of yours are under review. Please wait until the city"
        " has decided about one of them."
    )


class SponsorNotActive(RuleBroken):
    code = "sponsor_not_active"
    about = ("sponsor",)
    status = 422
    sentence = _("%(name)s does not serve at present, so it cannot be the sponsor.")


class ParentNotActive(RuleBroken):
    code = "parent_not_active"
    about = ("parent",)
    status = 422
    sentence = _("%(name)s does not serve at present, so it cannot stand above.")


class ParentIsBelow(RuleBroken):
    code = "parent_is_below"
    about = ("parent",)
    status = 422
    sentence = _("%(name)s stands below this organization, so it cannot stand above.")


class SuccessorNotActive(RuleBroken):
    code = "successor_not_active"
    about = ("successor",)
    status = 422
    sentence = _("%(name)s does not serve at present, so it cannot carry on.")


class WrongMoment(RuleBroken):
    code = "wrong_moment"
    sentence = _("This cannot be done now. The organization is: %(state)s.")


class WordsNeeded(RuleBroken):
    code = "words_needed"
    about = ("words",)
    status = 422
    sentence = _("Please say it in words; the organization will read them.")


class NotTheCity(RuleBroken):
    code = "not_the_city"
    status = 403
    sentence = _("Only city staff decide about organizations.")


class NotItsAdministrator(RuleBroken):
    code = "not_its_administrator"
    status = 403
    sentence = _("Only its administrators speak for an organization.")


class OwnOrganization(RuleBroken):
    code = "own_organization"
    status = 403
    sentence = _("You run this organization, so somebody else of the city decides.")


class FilingWaiting(RuleBroken):
    code = "filing_waiting"
    sentence = _("The city is still looking at what was sent before.")


class FilingDecided(RuleBroken):
    code = "filing_decided"
    sentence = _("Somebody has decided about this already.")


class NotYoursToSee(RuleBroken):
    code = "not_yours_to_see"
    status = 403
    sentence = _("Your office does not let you see this.")


class SayWhy(RuleBroken):
    code = "say_why"
    about = ("words",)
    status = 422
    sentence = _("Please say in some words what it is needed for.")
