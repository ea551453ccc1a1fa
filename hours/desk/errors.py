"""What is refused to those who keep reasons and filters."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class ReasonThere(RuleBroken):
    code = "reason_there"
    sentence = _("There is a reason with this code already.")


class ViewThere(RuleBroken):
    code = "view_there"
    sentence = _("You have a saved filter of this name here already.")


class TooManyViews(RuleBroken):
    code = "too_many_views"
    sentence = _("You have %(most)s saved filters here. Please delete one first.")
