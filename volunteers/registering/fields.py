"""Fields of a person's own data, each with its sentence where it is malformed."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers.dates import read_date
from volunteers.forms import PhoneField
from volunteers.identifiers import FIRST_BIRTH_YEAR, fold, is_mainland_mobile
from volunteers.imports.reasons import NOT_A_NAME
from volunteers.names import LONGEST_NAME, NotAName, read_name

DIGITS = 6


class NameField(forms.CharField):
    """A name as it stands in a document, in one form."""

    widget = forms.TextInput(attrs={"autocomplete": "name"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return read_name(text)
        except NotAName:
            raise forms.ValidationError(NOT_A_NAME, code="malformed") from None


class MobileField(PhoneField):
    """A phone number that can be sent a code: a mainland mobile, cleaned to +86…"""

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        if number and not is_mainland_mobile(number):
            raise forms.ValidationError(
                _(
                    "Codes can be sent to mobile numbers of the mainland only. Without"
                    " one, please register by e-mail."
                ),
                code="no_mobile",
            )
        return number


class OwnEmailField(forms.EmailField):
    """An e-mail address, its domain in lower case."""

    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})

    def clean(self, value: Any) -> str:
        name, at_sign, domain = super().clean(value).rpartition("@")
        return f"{name}{at_sign}{domain.lower()}"


class BirthDateField(forms.CharField):
    """A date somebody living can be born on; the browser offers a calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def clean(self, value: Any) -> date | None:
        text = super().clean(value.isoformat() if isinstance(value, date) else value)
        if not text:
            return None
        try:
            born = read_date(text)
        except ValueError:
            raise forms.ValidationError(
                _("Please write a date, such as 1990-05-01."), code="malformed"
            ) from None
        if not date(FIRST_BIRTH_YEAR, 1, 1) <= born <= timezone.localdate():
            raise forms.ValidationError(
                _("This is not a date somebody can be born on."), code="malformed"
            )
        return born


class CodeField(forms.CharField):
    """The six digits of a code, however they were typed."""

    widget = forms.TextInput(
        attrs={
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "spellcheck": "false",
            "class": "hh-code",
        }
    )

    default_error_messages = {
        "malformed": _("The code has six digits. Please compare it with the message.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        code = fold(super().clean(value))
        if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
            raise forms.ValidationError(
                self.error_messages["malformed"], code="malformed"
            )
        return code
