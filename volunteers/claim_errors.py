"""What is refused where a record that an office keeps becomes the person's own."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from volunteers.errors import VisitADesk


class SignsInAlready(RuleBroken):
    code = "signs_in_already"
    sentence = _("This person signs in already, with another number or address.")


class RecordNotInUse(RuleBroken):
    """Carries the ``state``: closed, or suspended."""

    code = "record_not_in_use"
    sentence = _("This record is not in use: %(state)s. Nobody can sign in to it.")


class LoginTaken(VisitADesk):
    """Said at a desk, after the code; to who is alone, the usual sentence is."""

    code = "login_taken"
    sentence = _(
        "Somebody else signs in with this already. Please give a number or address"
        " that is the person's alone."
    )


class SignsInLater(RuleBroken):
    code = "signs_in_later"
    status = 422
    sentence = _("Under %(age)s nobody signs in alone; a parent or guardian acts.")


class GuardiansNumber(RuleBroken):
    code = "guardians_number"
    status = 422
    sentence = _("This is the guardian's number. Please give the young person's own.")


class NotTheirDesk(RuleBroken):
    code = "not_their_desk"
    status = 403
    sentence = _("Only an office of theirs, or their guardian, lets somebody sign in.")
