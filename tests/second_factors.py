"""Somebody's authenticator app, as their phone would show it."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt


def set_up_app(account):
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    return account


def app_shows(account, earlier=0):
    """The code of the moment, or of so many half minutes ago."""
    app = Authenticator.objects.get(user=account, type="totp")
    return code_for(decrypt(app.data["secret"]), earlier=earlier)


def code_for(secret, earlier=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - earlier))


def recovery_codes(account):
    kept = Authenticator.objects.get(user=account, type="recovery_codes")
    return kept.wrap().get_unused_codes()
