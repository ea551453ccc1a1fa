"""
Codes of six digits, sent to a phone or an e-mail address and good for ten minutes.

All workers count together. Who tries wrong codes is stopped at their own address
first; the count of a whole day is so wide that nobody is easily shut out by others,
and so narrow that guessing one of a million stays hopeless. What is counted in a
transaction that is undone was not counted: call these outside of one, or inside
``limits.counted_anyway()``.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from config import limits, sms
from volunteers.errors import TooManyTries, WrongCode
from volunteers.identifiers import fold
from volunteers.models import Code
from volunteers.models.code import Purpose
from volunteers.sealing import fingerprint, hash_keys

HOLDS = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=1)
DIGITS = 6

MINUTE, TEN_MINUTES, DAY = 60, 600, 86_400  # seconds
SENT_A_DAY = 10
SENT_FROM_AN_ADDRESS = 100  # in ten minutes; a whole office stands behind one
# To a phone and from an address in a day, where a stranger may ask for no account.
FEWER = {Purpose.NEED: (3, 20)}
WRONG_FROM_AN_ADDRESS = 5  # for one phone, in ten minutes
WRONG_A_DAY = 50  # for one phone, from everywhere


def send_code(
    *,
    to: str,
    purpose: str,
    request: HttpRequest,
    at: datetime,
    language: str = "",
    instead: str = "",
    beside: bool = False,
) -> None:
    """
    Send a code for the purpose to a phone (+86…) or an e-mail address.

    :param language: of the message; that of the request, where none is known
    :param instead: the message in place of the one with the code. Who has no account
        is told that, and whoever asked sees the same as for an account.
    :param beside: whether it is typed by who sits in front of its reader
    :raises TooManyTries: after one in a minute or ten in a day for this ``to``; of
        some purposes fewer
    :raises config.sms.NotDelivered: if the message cannot be sent
    """
    told = _named(to).hex()[:40]
    address = limits.address_of(request)
    _spend(f"codes-address:{_short(address)}", SENT_FROM_AN_ADDRESS, TEN_MINUTES)
    _spend(f"codes-minute:{told}", 1, MINUTE)
    if fewer := FEWER.get(Purpose(purpose)):
        to_one, from_one = fewer
        _spend(f"codes-{purpose}-from:{_short(address)}", from_one, DAY)
        _spend(f"codes-{purpose}:{told}", to_one, DAY)
    _spend(f"codes-day:{told}", SENT_A_DAY, DAY)
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    Code.objects.create(
        purpose=purpose,
        to_hash=_named(to),
        code_hash=_hash(to, purpose, digits),
        sent_at=at,
        expires_at=at + HOLDS,
    )
    with translation.override(language or translation.get_language()):
        _deliver(to, instead or _words(purpose, digits, beside=beside))


def use_code(
    *, to: str, purpose: str, code: str, request: HttpRequest, at: datetime
) -> None:
    """
    Take a code that was sent to ``to`` for the purpose; it is used up by that.

    :raises TooManyTries: after five wrong ones from an address within ten minutes
    :raises WrongCode: if it is another, too old, or used already
    """
    told = _named(to).hex()[:40]
    address = _short(limits.address_of(request))
    live = _live(to, purpose, at)
    given = [_hash(to, purpose, fold(code), key=key) for key in hash_keys()]
    # Counted before it is looked at: tries at the same moment count, too.
    _spend(f"code-tries:{told}:{address}", WRONG_FROM_AN_ADDRESS, TEN_MINUTES)
    _spend(f"code-tries:{told}", WRONG_A_DAY, DAY)
    if not any(
        hmac.compare_digest(bytes(one.code_hash), hashed)
        for one in live
        for hashed in given
    ):
        raise WrongCode
    # Of two that send it at the same moment, one finds it unused.
    if not live.filter(code_hash__in=given).update(used_at=at):
        raise WrongCode
    live.update(used_at=at)


def has_just_come(*, to: str, purpose: str, at: datetime) -> bool:
    """Whether a code that still holds was sent so lately that none goes out again."""
    lately = at - timedelta(seconds=MINUTE)
    return _live(to, purpose, at).filter(sent_at__gt=lately).exists()


def _live(to: str, purpose: str, at: datetime) -> "QuerySet[Code]":
    return Code.objects.filter(
        to_hash__in=[_named(to, key=key) for key in hash_keys()],
        purpose=purpose,
        used_at=None,
        expires_at__gt=at,
    )


def forget_old(*, at: datetime) -> None:
    """Delete the codes that nobody can use any more."""
    Code.objects.filter(expires_at__lt=at - FORGOTTEN_AFTER).delete()


def _words(purpose: str, digits: str, *, beside: bool) -> str:
    sentence = _(
        "%(code)s is your code for %(act)s. It holds for %(minutes)s minutes."
        " Please tell it to nobody."
    )
    if beside:
        sentence = _(
            "%(code)s is your code for %(act)s. It holds for %(minutes)s minutes."
            " Type it yourself, or tell it only to who sits in front of you; never on"
            " the phone."
        )
    return sentence % {
        "code": digits,
        "act": Purpose(purpose).label,
        "minutes": int(HOLDS.total_seconds()) // MINUTE,
    }


def _deliver(to: str, text: str) -> None:
    if "@" not in to:
        sms.send(to=to, text=text)
        return
    try:
        send_mail(_("Harbor Hours"), text, None, [to])
    except (SMTPException, OSError):
        raise sms.NotDelivered from None


def _hash(to: str, purpose: str, digits: str, *, key: str = "") -> bytes:
    return fingerprint(f"code\0{purpose}\0{to.lower()}\0{digits}", key=key)


def _named(to: str, *, key: str = "") -> bytes:
    return fingerprint(to.lower(), key=key)  # as e-mail addresses are compared


def _short(address: str) -> str:
    return fingerprint(address).hex()[:20]


def _spend(subject: str, limit: int, seconds: int) -> None:
    if wait := limits.spend(subject, limit=limit, seconds=seconds):
        raise TooManyTries(wait=wait)
