from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class HoldsAlready(RuleBroken):
    code = "holds_already"
    sentence = _(
        "What holds today or held before stays as it is. Please choose a later day."
    )
