"""What django-allauth asks of the program it is part of."""

import base64
import ipaddress
from time import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import limits
from config.cookies import remember
from config.qr import drawn
from volunteers.masking import mask_phone
from volunteers.models import Account
from volunteers.sealing import seal, unseal

SEEN_AT = "seen_at"  # when the session was last written down as seen
CONNECTS = "connects"  # a sign-in elsewhere that waits for a proved phone
NO_ADDRESS = "0.0.0.0"  # noqa: S104 - as behind a socket, where there is none


class AccountAdapter(DefaultAccountAdapter):
    """Signing in: our addresses, our second factor, in the person's language."""

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        address = limits.address_of(request)
        try:
            return str(ipaddress.ip_address(address))
        except ValueError:
            return NO_ADDRESS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # registering has rules of its own

    def is_safe_url(self, url: str | None) -> bool:
        return bool(url) and super().is_safe_url(url)

    def respond_user_inactive(
        self, request: HttpRequest, user: Account
    ) -> HttpResponse:
        return redirect(settings.LOGIN_URL)

    def post_login(
        self, request: HttpRequest, user: Account, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        request.session[SEEN_AT] = time()
        if user.language:
            remember(response, settings.LANGUAGE_COOKIE_NAME, user.language)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets sealed as other personal data are."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is not right, or was used already. Please wait for the next one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(base64.b64decode(encrypted_text))

    def _get_user_identifier(self, user: Account) -> str:
        return user.username or mask_phone(user.phone) or user.email or ""

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        told = super().get_public_key_credential_user_entity(user)
        return told | {"display_name": self._get_user_identifier(user)}

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def build_totp_svg(self, url: str) -> SafeString:
        """A picture that needs no style and no file of its own."""
        return drawn(url, label=_("QR code for the authenticator app"), quiet=2)


class ElsewhereAdapter(DefaultSocialAccountAdapter):
    """
    Signing in elsewhere (WeChat, OpenID Connect), where settings name a provider.

    It opens an account only once it was connected to it, and that takes a code on
    the account's phone. What the other side says of phone or e-mail connects nothing.
    """

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        request.session[CONNECTS] = sociallogin.serialize()
        messages.info(
            request, _("Please prove your phone once; then they belong together.")
        )
        raise ImmediateHttpResponse(redirect(settings.LOGIN_URL))
