"""What the rules of people refuse, in words for the person who asked."""

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


class GuardianNeeded(RuleBroken):
    code = "guardian_needed"
    status = 422
    sentence = _(
        "Volunteers under %(age)s are registered together with a parent or guardian."
        " Please come to the nearest station together."
    )
