"""Where messages are found while the program is only tried out."""

from django.conf import settings
from django.utils.translation import gettext as _

MAIL = "django.core.mail.backends."


def where_it_went(to: str) -> str:
    """
    A sentence that says where to read what was sent; empty where it really arrives.

    :param to: the phone or e-mail address
    """
    backend = settings.SMS_BACKEND
    if "@" in to:
        backend = settings.EMAIL_BACKEND.removeprefix(MAIL).partition(".")[0]
    if backend == "console":
        return _(
            "This is a trial: no message is sent. The code stands in the window where"
            " the program was started."
        )
    if backend in ("file", "filebased"):
        return _(
            "This is a trial: no message is sent. The code stands in the newest file"
            " of the folder for messages, usually var/sms."
        )
    return ""
