"""What the rules about minors and their guardians refuse."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class TooYoung(RuleBroken):
    code = "too_young"
    status = 422
    sentence = _(
        "Children under %(age)s are not registered yet. They are welcome to come along"
        " to activities for families."
    )


class RegistersAlone(RuleBroken):
    code = "registers_alone"
    status = 422
    sentence = _(
        "From %(age)s on, young people register themselves; you agree afterwards."
    )


class GuardianIsMinor(RuleBroken):
    code = "guardian_is_minor"
    status = 422
    sentence = _("A guardian has to be of age, that is %(age)s or older.")


class TooManyWards(RuleBroken):
    code = "too_many_wards"
    status = 422
    sentence = _(
        "You act for %(count)s children already. For more, please come to a practice"
        " station."
    )


class NoGuardianNeeded(RuleBroken):
    code = "no_guardian_needed"
    sentence = _("From %(age)s on, nobody else has to agree.")


class OwnPhone(RuleBroken):
    code = "own_phone"
    status = 422
    sentence = _("This is your own number. Please give that of a parent or guardian.")


class NameDiffers(RuleBroken):
    code = "name_differs"
    status = 422
    sentence = _("This is not the name that is registered. Please compare it.")


class NotYourWard(RuleBroken):
    code = "not_found"
    status = 404
    sentence = _("There is nobody here whose guardian you are.")


class GuardiansToGive(RuleBroken):
    code = "guardians_to_give"
    status = 403
    sentence = _("Only a parent or guardian agrees to this, or takes it back.")
