"""What is refused of rules, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class NotYourRules(RuleBroken):
    code = "not_found"
    status = 404
    sentence = _("There are no such rules.")


class RulesAreOff(RuleBroken):
    """The city lets no organization approve by rules."""

    code = "rules_are_off"
    sentence = _("The city lets nobody approve by rules at present.")


class OrganizationRests(RuleBroken):
    code = "organization_not_active"
    sentence = _("The organization does not serve at present.")


class LongerThanTheCityLets(RuleBroken):
    code = "longer_than_the_city_lets"
    about = ("most_minutes",)
    status = 422
    sentence = _("The city lets rules approve at most %(most)s.")


class ShareTooSmall(RuleBroken):
    code = "share_too_small"
    about = ("share",)
    status = 422
    sentence = _("The city asks that a person looks at %(least)s or more.")


class WordIsNotEnough(RuleBroken):
    code = "word_is_not_enough"
    about = ("least_evidence",)
    status = 422
    sentence = _("The city lets rules approve only what was timed or witnessed.")
