"""What is refused of an organization's own numbers, in words for who sets them."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class TheCitysAlone(RuleBroken):
    code = "the_citys_alone"
    status = 422
    sentence = _("This number is the city's alone.")


class LooserThanTheCity(RuleBroken):
    code = "looser_than_the_city"
    status = 422
    sentence = _(
        "From %(day)s the city's number is %(limit)s. Yours may only be stricter."
    )
