"""People of a city as the server knows them: with a session, or with a token."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as SignedIn
from django.utils import timezone

from city.demo.plan import CAST, CITY_TIME
from volunteers.access.proof import mark_as_proved
from volunteers.models import Account, Token
from volunteers.tokens import give_token


def people(count: int, *, beside: Any = ()) -> list[Account]:
    """
    Volunteers with an account, beyond those with a part in the demo.

    :param beside: numbers of volunteers, or a query of them, who are not wanted
    """
    found = Account.objects.filter(pk__gt=CAST, volunteer__isnull=False)
    found = found.exclude(volunteer__in=beside)
    return list(found.select_related("volunteer").order_by("pk")[:count])


@contextmanager
def cookies(accounts: list[Account]) -> Iterator[list[str]]:
    """A cookie for each, good until the block ends."""
    keys = [_sign_in(account) for account in accounts]
    try:
        yield [f"{settings.SESSION_COOKIE_NAME}={key}" for key in keys]
    finally:
        SignedIn.objects.filter(session_key__in=keys).delete()


def _sign_in(account: Account) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    mark_as_proved(store, account)
    store.create()
    assert store.session_key is not None
    return store.session_key


@contextmanager
def tokens(accounts: list[Account]) -> Iterator[list[str]]:
    """A token to read and log for each, good until the block ends."""
    given = [give_token(account=one, scopes=["read", "log"])[0] for one in accounts]
    try:
        yield given
    finally:
        Token.objects.filter(user__in=accounts).delete()


class Claims:
    """Claims nobody made before, each with an hour of its own and an id to sweep by."""

    HOURS = range(7, 22)
    DAYS = range(1, 26)

    def __init__(self, organization: UUID) -> None:
        self._organization = str(organization)
        self._given = 0

    def take(self, people: int) -> tuple[int, dict[str, Any]]:
        """Whose turn it is among so many, and what they claim."""
        round_, person = divmod(self._given, people)
        day, hour = divmod(round_, len(self.HOURS))
        self._given += 1
        today = timezone.localdate()
        begun = datetime.combine(
            today - timedelta(days=self.DAYS[day]),
            datetime.min.time().replace(hour=self.HOURS[hour]),
            CITY_TIME,
        )
        return person, {
            "id": str(
                UUID(
                    f"ffffffff-{secrets.token_hex(2)}-4000-8000-{secrets.token_hex(6)}"
                )
            ),
            "organization": self._organization,
            "service_field": "0001",
            "started_at": begun.isoformat(),
            "ended_at": (begun + timedelta(minutes=20)).isoformat(),
        }
