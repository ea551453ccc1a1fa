from django.contrib.auth import authenticate
from django.http import HttpRequest

from config import limits
from volunteers.errors import TooManyTries, WrongLogin
from volunteers.models import Account
from volunteers.sealing import fingerprint

# Tries for one login, and from one address; an office stands behind one address.
TRIES_PER_LOGIN = 10
TRIES_PER_ADDRESS = 100
STRETCH = 600  # seconds


def sign_in(*, login: str, password: str, request: HttpRequest) -> Account:
    """
    The account that ``login`` (phone, e-mail or user name) and password open.

    The tries are counted outside a transaction, for a refusal must not undo that.

    :raises TooManyTries: after ten tries for one login within ten minutes
    :raises WrongLogin: if nobody has that login, or has it with another password
    """
    _count_try("login", login.strip().lower(), limit=TRIES_PER_LOGIN)
    address = limits.address_of(request)
    _count_try("login-address", address, limit=TRIES_PER_ADDRESS)
    account = authenticate(request, username=login, password=password)
    if not isinstance(account, Account):
        raise WrongLogin
    return account


def _count_try(kind: str, subject: str, *, limit: int) -> None:
    # The table of allowances shows no phone number.
    key = f"{kind}:{fingerprint(subject).hex()[:40]}"
    if wait := limits.spend(key, limit=limit, seconds=STRETCH):
        raise TooManyTries(wait=wait)
