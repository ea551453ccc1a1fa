"""The second factor: the code of an authenticator app, or a recovery code."""

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpRequest

from config import limits
from volunteers.errors import SecondFactorNeeded, TooManyTries, WrongCode
from volunteers.identifiers import fold
from volunteers.models import Account
from volunteers.sealing import fingerprint

TRIES_FROM_AN_ADDRESS = 10
TRIES = 50
STRETCH = 600  # seconds


def take_otp(*, account: Account, otp: str, request: HttpRequest) -> Authenticator:
    """
    Take a code of the account's app, or one of its recovery codes; each goes once.

    :raises TooManyTries: after ten wrong ones from an address within ten minutes
    :raises WrongCode: if it is neither, or was used before
    """
    where = fingerprint(limits.address_of(request)).hex()[:20]
    counted = {
        f"otp:{account.pk}:{where}": TRIES_FROM_AN_ADDRESS,
        f"otp:{account.pk}": TRIES,
    }
    for subject, limit in counted.items():
        if wait := limits.spend(subject, limit=limit, seconds=STRETCH):
            raise TooManyTries(wait=wait)
    code = fold(otp)
    for one in _with_codes(account):
        if code.isascii() and code.isdigit() and one.wrap().validate_code(code):
            if one.type == Authenticator.Type.TOTP and not _is_new(account, code):
                break
            for subject in counted:
                limits.give_back(subject, seconds=STRETCH)
            return one
    raise WrongCode


def require_second_factor(*, account: Account, otp: str, request: HttpRequest) -> None:
    """
    Let the account pass that needs no second factor, or gives it.

    :raises SecondFactorNeeded: if it is missing or wrong
    """
    has_one = Authenticator.objects.filter(user_id=account.pk).exists()
    if not account.needs_second_factor and not has_one:
        return
    if not otp:
        raise SecondFactorNeeded
    try:
        one = take_otp(account=account, otp=otp, request=request)
    except WrongCode:
        raise SecondFactorNeeded from None
    one.record_usage()


def _with_codes(account: Account) -> list[Authenticator]:
    kept = Authenticator.objects.filter(user_id=account.pk)
    return list(kept.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"))


def _is_new(account: Account, code: str) -> bool:
    """Whether this code of the app was not used while it is good, by any worker."""
    good_for = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    return bool(cache.add(f"otp-used:{account.pk}:{code}", 1, timeout=good_for))
