from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


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
