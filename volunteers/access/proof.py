"""
How a session was proved to be somebody's: what django-allauth records in it.

Each record names a ``method``: ``password``, ``code`` (sent to phone or mail), or
``mfa``, which is the second factor. A passkey is both factors at once.
"""

import time
from collections.abc import Callable, MutableMapping
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from volunteers.access.adapters import SEEN_AT
from volunteers.models import Account

PASSWORD, CODE, SECOND = "password", "code", "mfa"
LATELY = 15 * 60  # seconds
USER_KEY = "account_authentication_methods_user"


def record(request: HttpRequest, account: Account, method: str) -> None:
    """Note that the account was proved by the method, just now."""
    record_authentication(request, account, method)


def has_second_factor(account: Account) -> bool:
    """Whether the account has set up an app or a passkey."""
    return (
        Authenticator.objects.filter(user_id=account.pk)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .exists()
    )


def was_sent_a_code(request: HttpRequest) -> bool:
    """Whether a code sent to phone or mail opened the session."""
    return any(
        one["method"] == CODE
        for one in get_authentication_records(request, request.user)
    )


def is_proved_twice(request: HttpRequest) -> bool:
    """Whether the session has gone through the second factor."""
    return any(
        one["method"] == SECOND
        for one in get_authentication_records(request, request.user)
    )


def is_proved_lately(request: HttpRequest) -> bool:
    """
    Whether the person proved themselves within the last quarter of an hour.

    Whoever has a second factor must have used that.
    """
    return is_proved_since(request, 0.0)


def is_proved_since(request: HttpRequest, moment: float) -> bool:
    """
    The same, and not before a moment (in seconds since 1970).

    For what is so grave that having just signed in is not enough.
    """
    earliest = max(moment, time.time() - LATELY)
    moments = [
        (one["at"], one["method"])
        for one in get_authentication_records(request, request.user)
        if one["at"] > earliest
    ]
    if any(method == SECOND for _, method in moments):
        return True
    return bool(moments) and not has_second_factor(request.user)


def proved_lately(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view only for who proved themselves lately; others do it first."""

    @wraps(view)
    def proved(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_proved_lately(request):
            return redirect_to_login(
                request.get_full_path(), reverse("account_reauthenticate")
            )
        return view(request, *args, **kwargs)

    return proved


def forget_second_factor(request: HttpRequest) -> None:
    """Let the session count as proved once only, as when the factor is removed."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        one for one in records if one["method"] != SECOND
    ]


def mark_as_proved(session: MutableMapping[str, Any], account: Account) -> None:
    """
    Make a session made by a program count as one that has gone through everything.

    For benchmarks and tests, which sign in without the page.
    """
    now = time.time()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": SECOND, "at": now}]
    session[USER_KEY] = str(account.pk)
    session[SEEN_AT] = now


@receiver(authenticator_added)
def count_what_was_added(
    sender: object, request: HttpRequest, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Who has just set up an app or a passkey has given a code of it by that."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record(request, request.user, SECOND)


@receiver(authenticator_removed)
def count_no_longer(sender: object, request: HttpRequest, **kwargs: Any) -> None:
    """Without a second factor, a session is proved once."""
    if not has_second_factor(request.user):
        forget_second_factor(request)
