"""What an account signs in with, changed by its owner."""

from contextlib import suppress
from datetime import datetime

from allauth.account.signals import password_changed
from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from config import sms
from config.constraints import broken_constraint
from volunteers import codes
from volunteers.errors import WrongCode
from volunteers.models import Account, Purpose, Token
from volunteers.rules.sign_in import account_at

PHONE = ["phone_sealed", "phone_hash", "phone_last4"]
TAKEN = {
    "volunteers_account_phone_hash_key",
    "phone_signs_in_one_account_by_next_key",
    "email_signs_in_one_account",
}


def send_change_code(
    *, account: Account, to: str, request: HttpRequest, at: datetime
) -> None:
    """
    Send a code to the phone (+86…) or e-mail address that is to be the account's.

    Where it is another's already, that one is told, and whoever asked sees no
    difference.
    """
    taken = account_at(to) not in (None, account)
    codes.send_code(
        to=to,
        purpose=Purpose.CHANGE,
        request=request,
        at=at,
        language=account.language,
        instead=_("Somebody wanted to sign in with this. It stays with your account.")
        if taken
        else "",
    )


def change_login(
    *, account: Account, to: str, code: str, request: HttpRequest, at: datetime
) -> None:
    """
    Let the account sign in with the phone or address that the code proves.

    The person behind the account is called at the same number from now on; the
    number it had before is told.

    :raises WrongCode: if the code is wrong, or the number became another's
    """
    codes.use_code(to=to, purpose=Purpose.CHANGE, code=code, request=request, at=at)
    before = account.phone
    try:
        with transaction.atomic():
            _change(account, to)
    except IntegrityError as error:
        if broken_constraint(error) in TAKEN:
            raise WrongCode from error
        raise
    if before and "@" not in to and before != to:
        with suppress(sms.NotDelivered):  # it may well be gone
            sms.send(to=before, text=_("Your account has another phone number now."))


def _change(account: Account, to: str) -> None:
    if "@" in to:
        account.email = to
        account.save(update_fields=["email"])
        return
    account.phone = to
    account.save(update_fields=[*PHONE, "phone_hash_next"])
    if person := account.as_volunteer:
        person.phone = to
        person.save(update_fields=PHONE)


@transaction.atomic
def change_password(*, account: Account, password: str, request: HttpRequest) -> None:
    """Set another password; every other session and every token ends."""
    account.set_password(password)
    account.save(update_fields=["password"])
    Token.objects.filter(user=account).delete()
    update_session_auth_hash(request, account)
    password_changed.send(sender=Account, request=request, user=account)
