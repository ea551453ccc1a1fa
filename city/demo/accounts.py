"""Who may sign in to the demo city, with which password and second factor."""

import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.app_settings import TOTP_PERIOD
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from city.demo.cast import HE, LIN, MEI
from city.demo.teams import HU, LI, QIAN, SUN, WANG, ZHAO
from volunteers.access.proof import has_second_factor
from volunteers.models import Account

PASSWORD_FILE = "demo-password"  # noqa: S105


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A login, what it is for, the person behind it, and whether it proves twice."""

    login: str
    part: str
    person: int | None
    twice: bool = False


ACCOUNTS = (
    DemoAccount("lin", "volunteer, and guardian of a child", LIN),
    DemoAccount("mei", "volunteer", MEI),
    DemoAccount("zhao", "approver and admin of the first organization", ZHAO),
    DemoAccount("hu", "approver of the first organization", HU),
    DemoAccount("qian", "recorder of the first organization", QIAN),
    DemoAccount("sun", "clerk of the first station", SUN),
    DemoAccount("li", "dispatcher of the first center", LI),
    DemoAccount("wang", "city staff", WANG, twice=True),
    DemoAccount("he", "auditor", HE, twice=True),
    DemoAccount("admin", "operator", None, twice=True),
)


def open_accounts(*, operator: int) -> None:
    """Give the demo people their logins, and the operator (of this id) an account."""
    for demo in ACCOUNTS:
        if demo.person:
            Account.objects.filter(pk=demo.person).update(username=demo.login)
    Account.objects.create(
        pk=operator, username="admin", is_staff=True, is_superuser=True
    )
    ensure_password(new=True)
    ensure_second_factors()


def ensure_second_factors() -> None:
    """Give those an app that need one, each with a secret of this database."""
    logins = [demo.login for demo in ACCOUNTS if demo.twice]
    for account in Account.objects.filter(username__in=logins).order_by("pk"):
        if not has_second_factor(account):
            TOTP.activate(account, generate_totp_secret())


def code_of(login: str) -> str:
    """
    What the app of a demo account would show at this moment.

    :raises Authenticator.DoesNotExist: if the login has no app
    """
    app = Authenticator.objects.get(
        user__username=login,
        user__username__in=[demo.login for demo in ACCOUNTS],
        type=Authenticator.Type.TOTP,
    )
    secret = decrypt(app.data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // TOTP_PERIOD))


@transaction.atomic
def ensure_password(*, new: bool = False) -> str:
    """
    The password of all demo accounts, as ``make demo`` prints it.

    It is the one in ``DEMO_PASSWORD``, else the one in var/demo-password, else
    random; when it is another than before, the accounts get it.
    """
    path = Path(settings.VAR_DIR) / PASSWORD_FILE
    kept = ""
    with suppress(FileNotFoundError):
        kept = "" if new else path.read_text().strip()
    password = os.environ.get("DEMO_PASSWORD") or kept or secrets.token_urlsafe(9)
    if password != kept:
        logins = [demo.login for demo in ACCOUNTS]
        # One hash for all, computed once: it is one password.
        Account.objects.filter(username__in=logins).update(
            password=make_password(password)
        )
        _keep(path, password)
    return password


def _keep(path: Path, password: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(f"{password}\n")
