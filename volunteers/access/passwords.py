"""What a password must be, in words of both languages."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Django's own, which has no Chinese words for it."""

    def get_error_message(self) -> str:
        return ngettext(
            "A password has at least %(n)d character.",
            "A password has at least %(n)d characters.",
            self.min_length,
        ) % {"n": self.min_length}
