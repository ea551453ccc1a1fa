"""What is refused of somebody's credentials, in words for who states or sees them."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class EndsBeforeItBegins(RuleBroken):
    code = "ends_before_it_begins"
    about = ("valid_until", "covers_until", "covered_until")
    status = 422
    sentence = _("The last day may not lie before the first.")


class HasRunOut(RuleBroken):
    code = "has_run_out"
    about = ("valid_until", "covers_until", "covered_until")
    status = 422
    sentence = _("This has run out. Please state the renewed one.")


class StatedAlready(RuleBroken):
    code = "stated_already"
    about = ("number", "policy_number")
    sentence = _(
        "This one is stated already. If it says something else now, take it back first."
    )


class TooManyCredentials(RuleBroken):
    """Carries the ``most`` there may be."""

    code = "too_many_credentials"
    status = 422
    sentence = _("At most %(most)s at once. Please take back what you need no more.")


class KindThere(RuleBroken):
    code = "kind_there"
    about = ("code",)
    sentence = _("There is or was a kind of paper with this code.")


class NotYoursToConfirm(RuleBroken):
    code = "not_yours_to_confirm"
    status = 403
    sentence = _(
        "City staff confirm it, and whoever runs an organization the person belongs to;"
        " nobody for themselves."
    )
