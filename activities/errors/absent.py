"""What is refused about who did not come."""

from django.utils.translation import gettext_lazy

from config.errors import RuleBroken


class NotOverYet(RuleBroken):
    code = "not_over_yet"
    sentence = gettext_lazy("Who came is known once the shift is over.")


class DidNotSignUp(RuleBroken):
    code = "did_not_sign_up"
    sentence = gettext_lazy("Nobody was expected here by that name.")


class ExplanationNeeded(RuleBroken):
    code = "explanation_needed"
    status = 422
    about = ("words",)
    sentence = gettext_lazy("Please say how it was, in at most %(most)s characters.")


class ExcusedAlready(RuleBroken):
    code = "excused_already"
    sentence = gettext_lazy("Its organizers have accepted it; it counts for nothing.")


class NotExplained(RuleBroken):
    code = "not_explained"
    sentence = gettext_lazy("Nobody has said yet why they did not come.")
