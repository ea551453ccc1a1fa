"""Why somebody, or anybody, cannot come: ``NotEligible``."""

from typing import Any

from django.utils.translation import gettext_lazy

from config.errors import RuleBroken


class NotEligible(RuleBroken):
    """The person, the moment or the activity does not let them come; ``why``."""

    code = "not_eligible"
    status = 422
    sentence = gettext_lazy("This shift is not for you; the sentence says why.")
    why = "not_eligible"

    @property
    def extra(self) -> dict[str, Any]:
        return {"why": self.why}


class NotRecruiting(NotEligible):
    why = "not_recruiting"
    sentence = gettext_lazy("Nobody can sign up for this activity now: %(state)s.")


class OrganizationPauses(NotEligible):
    why = "organization_not_active"
    sentence = gettext_lazy("The organization does not serve at the moment.")


class RecruitingBeginsLater(NotEligible):
    why = "recruiting_begins_later"
    sentence = gettext_lazy("Sign-up begins on %(moment)s.")


class RecruitingIsOver(NotEligible):
    why = "recruiting_is_over"
    sentence = gettext_lazy("Sign-up ended on %(moment)s.")


class MembersOnly(NotEligible):
    why = "members_only"
    sentence = gettext_lazy(
        "This activity is for members of %(organization)s. You can ask to join it."
    )


class InvitedOnly(NotEligible):
    why = "invited_only"
    sentence = gettext_lazy("This activity is for people the organization invites.")


class NotRegistered(NotEligible):
    why = "not_registered"
    sentence = gettext_lazy("Only registered volunteers sign up.")


class IdentityNotVerified(NotEligible):
    """L20"""

    why = "identity_not_verified"
    sentence = gettext_lazy(
        "It is not sure yet who you are. Please show your document at the nearest"
        " station; it is done on the spot."
    )


class NotInsured(NotEligible):
    """L24"""

    why = "not_insured"
    sentence = gettext_lazy(
        "This can be dangerous, and no insurance of the organization covers that day."
        " Until it names one, nobody can sign up."
    )


class CredentialNeeded(NotEligible):
    """L25; names the ``kind`` of paper."""

    why = "credential_needed"
    sentence = gettext_lazy(
        "This post needs a paper: %(kind)s. State it under “My credentials”, and show"
        " it to your organization or the city. It must be valid on the day of the"
        " shift."
    )


class TooYoung(NotEligible):
    why = "too_young"
    sentence = gettext_lazy("This post is for people from %(age)s years on.")


class GuardianHasNotAgreed(NotEligible):
    """L23"""

    why = "guardian_has_not_agreed"
    sentence = gettext_lazy(
        "Under 18 a parent or guardian has to agree first. Please ask them to."
    )


class TooDangerousForMinors(NotEligible):
    why = "too_dangerous_for_minors"
    sentence = gettext_lazy(
        "This can be dangerous, so it is for people of 18 and over."
    )


class TooLateForMinors(NotEligible):
    why = "too_late_for_minors"
    sentence = gettext_lazy("Under 18 nobody serves at night, between 22:00 and 6:00.")


class TooLongForMinors(NotEligible):
    why = "too_long_for_minors"
    sentence = gettext_lazy("At this age a shift is %(hours)s hours at most.")


class DayIsFullForMinors(NotEligible):
    """L23"""

    why = "day_is_full_for_minors"
    sentence = gettext_lazy(
        "At this age people serve %(hours)s hours a day at most, with all they have"
        " signed up for on that day."
    )


class WeekIsFullForMinors(NotEligible):
    """L23"""

    why = "week_is_full_for_minors"
    sentence = gettext_lazy(
        "Under 14 people serve %(hours)s hours a week at most, with all they have"
        " signed up for from Monday to Sunday."
    )


class ExperienceNeeded(NotEligible):
    why = "experience_needed"
    sentence = gettext_lazy(
        "This activity asks for %(needed)s hours of service; %(served)s are counted for"
        " you so far."
    )
