from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class HoldsAlready(RuleBroken):
    code = "holds_already"
    about = ("holds_from",)
    sentence = _(
        "What holds today or held before stays as it is. Please choose a later day."
    )


class OutOfBounds(RuleBroken):
    code = "out_of_bounds"
    about = ("value",)
    status = 422
    sentence = _("This must lie between %(least)s and %(most)s.")


class OutOfOrder(RuleBroken):
    code = "out_of_order"
    about = ("value",)
    status = 422
    sentence = _(
        "“%(lower)s” may not be more than “%(upper)s”, which on %(day)s is %(limit)s."
    )


class DayHasCome(RuleBroken):
    code = "day_has_come"
    about = ("day",)
    sentence = _("What was counted stays as it was. Please choose a day to come.")
