"""
Signing in: by password, or by a code that was sent.

Wrong tries are counted for a login from an address, so that nobody shuts out a
person from elsewhere; for an address, wide enough for an office behind one; and for
a login from everywhere. Past the last one only addresses are let in from which the
account has signed in before, and codes. Who gives the right password has tried
nothing.
"""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import authenticate
from django.db.models import Value
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.translation import gettext as _

from config import limits
from volunteers import codes
from volunteers.errors import (
    NoPhoneAndNoEmail,
    TooManyTries,
    TooManyTriesForLogin,
    WrongCode,
    WrongLogin,
)
from volunteers.identifiers import Malformed, read_reach
from volunteers.models import Account, Purpose
from volunteers.sealing import fingerprint, fingerprints

TRIES_FOR_A_LOGIN_FROM_AN_ADDRESS = 10
TRIES_FROM_AN_ADDRESS = 100
TRIES_FOR_A_LOGIN = 50
STRETCH = 600  # seconds


def sign_in(*, login: str, password: str, request: HttpRequest) -> Account:
    """
    The account that ``login`` (phone, e-mail or user name) and password open.

    The tries are counted outside a transaction, for a refusal must not undo that.

    :raises TooManyTries: after ten wrong ones for a login from an address, or a
        hundred from an address, within ten minutes
    :raises TooManyTriesForLogin: after fifty for a login from everywhere
    :raises WrongLogin: if nobody has that login, or has it with another password
    """
    address = limits.address_of(request)
    whose, where = _short(login.strip().lower()), _short(address)
    here, there = f"login:{whose}:{where}", f"login-address:{where}"
    everywhere = f"login:{whose}"
    _count(here, TRIES_FOR_A_LOGIN_FROM_AN_ADDRESS)
    _count(there, TRIES_FROM_AN_ADDRESS)
    wait = limits.spend(everywhere, limit=TRIES_FOR_A_LOGIN, seconds=STRETCH)
    if wait and not _has_signed_in_from(address, login):
        raise TooManyTriesForLogin(wait=wait)
    account = authenticate(request, username=login, password=password)
    if not isinstance(account, Account):
        raise WrongLogin
    for subject in (here, there, everywhere):
        limits.give_back(subject, seconds=STRETCH)
    return account


def send_sign_in_code(*, login: str, request: HttpRequest, at: datetime) -> str:
    """
    Send a code to the phone or e-mail address in ``login``; say where it went.

    Where nobody has it, a message says that instead: whoever asked sees no
    difference, and waits no less.

    :raises NoPhoneAndNoEmail: if it is neither
    :raises TooManyTries: as ``codes.send_code``
    """
    try:
        to = read_reach(login)
    except Malformed:
        raise NoPhoneAndNoEmail from None
    account = account_at(to)
    codes.send_code(
        to=to,
        purpose=Purpose.SIGN_IN,
        request=request,
        at=at,
        language=account.language if account else "",
        instead="" if account else _nobody(request),
    )
    return to


def sign_in_by_code(
    *, to: str, code: str, request: HttpRequest, at: datetime
) -> Account:
    """
    The account of the phone or e-mail address that the code was sent to.

    :raises TooManyTries: as ``codes.use_code``
    :raises WrongCode: if it is not that code, or nobody has an account there
    """
    codes.use_code(to=to, purpose=Purpose.SIGN_IN, code=code, request=request, at=at)
    account = account_at(to)
    if account is None:
        raise WrongCode
    return account


def account_at(to: str) -> Account | None:
    """The active account of a phone (+86…) or e-mail address."""
    found = Account.objects.filter(is_active=True)
    if "@" in to:
        found = found.alias(lower_email=Lower("email"))
        return found.filter(lower_email=Lower(Value(to))).first()
    return found.filter(phone_hash__in=fingerprints(to)).first()


def _nobody(request: HttpRequest) -> str:
    return _(
        "Nobody is registered here yet. You can register at %(site)s or at any"
        " practice station. If you did not ask for this, you need do nothing."
    ) % {"site": request.build_absolute_uri("/register/")}


def _has_signed_in_from(address: str, login: str) -> bool:
    try:
        account = Account.objects.get_by_natural_key(login)
    except Account.DoesNotExist:
        return False
    return UserSession.objects.filter(user=account, ip=address).exists()


def _short(subject: str) -> str:
    # The table of allowances shows no phone number.
    return fingerprint(subject).hex()[:40]


def _count(subject: str, limit: int) -> None:
    if wait := limits.spend(subject, limit=limit, seconds=STRETCH):
        raise TooManyTries(wait=wait)
