"""What the rules of recognition refuse, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class NothingToCertify(RuleBroken):
    code = "nothing_to_certify"
    status = 422
    sentence = _(
        "There are no approved hours in this time yet. Hours that wait are certified"
        " once they are approved."
    )


class NotYourCertificate(RuleBroken):
    code = "not_your_certificate"
    status = 403
    sentence = _("A certificate is made by the person themselves, or their guardian.")


class PeriodInOrder(RuleBroken):
    code = "period_out_of_order"
    status = 422
    sentence = _("The last day must not be before the first one.")


class TooManyLooks(RuleBroken):
    code = "too_many_looks"
    status = 429
    sentence = _("That were many certificates in one minute. Please wait a minute.")
