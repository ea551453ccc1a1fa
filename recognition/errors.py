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


class NotYourOrganization(RuleBroken):
    code = "not_your_organization"
    status = 403
    sentence = _("Certificates of many are made by the organization's administrators.")


class NobodyToCertify(RuleBroken):
    code = "nobody_to_certify"
    status = 422
    sentence = _("No member has approved hours with you in this time.")


class UnknownNumbers(RuleBroken):
    code = "unknown_numbers"
    status = 422
    about = ("numbers",)
    sentence = _("No members with approved hours in this time: %(those)s.")


class TooManyToCertify(RuleBroken):
    code = "too_many_to_certify"
    status = 422
    sentence = _(
        "At most %(most)s at once. Please choose a team, or list their numbers."
    )


class BatchRunning(RuleBroken):
    code = "batch_running"
    sentence = _("Your last ones are not done yet. You can make the next ones then.")


class OnlyTheCityAwards(RuleBroken):
    code = "only_the_city_awards"
    status = 403
    sentence = _("Stars are awarded by city staff, and never by whom they are for.")


class NobodyFound(RuleBroken):
    code = "nobody_found"
    sentence = _(
        "Nobody waits for this star any more. It may just have been announced."
    )


class NoticeIsOver(RuleBroken):
    code = "notice_is_over"
    sentence = _(
        "The public notice is over. Please tell the city's office, in writing or at a"
        " practice center."
    )


class NothingToReview(RuleBroken):
    code = "nothing_to_review"
    sentence = _("This was decided already; nothing about it is open.")
