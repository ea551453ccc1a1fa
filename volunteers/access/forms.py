"""Is what somebody gives to prove themselves well-formed?"""

import struct
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from volunteers.forms import LONGEST_PASSWORD
from volunteers.identifiers import Malformed, fold, read_reach
from volunteers.models import Account
from volunteers.registering.fields import CodeField
from volunteers.rules import take_otp

# What hostile bytes make of the parsers of passkeys.
UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(DatabaseError, struct.error),
)


class FactorField(forms.CharField):
    """A code of the app or a longer recovery code, however it was typed."""

    widget = forms.TextInput(
        attrs={
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "spellcheck": "false",
            "class": "hh-code",
        }
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def to_python(self, value: Any) -> str:
        return fold(super().to_python(value) or "")


class LoginForm(forms.Form):
    """Who signs in; without a password, a code is sent."""

    username = forms.CharField(
        label=_("Phone number"),
        help_text=_("Or your e-mail address; or your user name, with a password."),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    code = CodeField(label=_("The six digits"))


class FactorForm(forms.Form):
    code = FactorField(label=_("Code of the app, or a recovery code"))


class PasswordForm(forms.Form):
    """The password, once more."""

    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self._account)
        return password


class NewPhoneForm(forms.Form):
    """A phone number or an e-mail address that is one's own from now on."""

    to = forms.CharField(
        label=_("New phone number or e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def clean_to(self) -> str:
        try:
            return read_reach(self.cleaned_data["to"])
        except Malformed:
            raise ValidationError(
                _("This is neither a phone number nor an e-mail address."),
                code="malformed",
            ) from None


class SecondFactorForm(AuthenticateForm):
    """The code of the app or a recovery code, while signing in."""

    code = FactorField(label=_("Code of the app, or a recovery code"))

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        try:
            self.authenticator = take_otp(
                account=self.user, otp=code, request=context.request
            )
        except RuleBroken as refused:
            raise ValidationError(refused.detail, code=refused.code) from None
        return code


class ActivateForm(ActivateTOTPForm):
    code = CodeField(
        label=_("The six digits the app shows"),
        error_messages={
            "malformed": _("The code has six digits. Please compare it with the app.")
        },
    )


class CredentialField(forms.JSONField):
    """What a passkey says; what nobody can read is none."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (*UNREADABLE, RecursionError):
            raise get_adapter().validation_error("incorrect_code") from None


class AddPasskeyForm(AddWebAuthnForm):
    credential = CredentialField()
    name = forms.CharField(label=_("Name of this passkey"), max_length=50)

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except UNREADABLE:
            raise get_adapter().validation_error("incorrect_code") from None


class _Careful:
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except UNREADABLE:
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeyForm(_Careful, AuthenticateWebAuthnForm):
    """A passkey as the second factor."""

    credential = CredentialField()


class PasskeyLoginForm(_Careful, LoginWebAuthnForm):
    """A passkey as all there is to prove."""

    credential = CredentialField()
