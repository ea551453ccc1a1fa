"""Tokens that programs sign in with, and what each of them may do."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from knox import auth
from knox.crypto import hash_token
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.permissions import SAFE_METHODS, BasePermission

from volunteers.errors import ScopeMissing, ScopeNotAllowed
from volunteers.models import Account, Role, TeamPlace, Token
from volunteers.permissions import appointments_of

if TYPE_CHECKING:  # DRF reads these classes while it loads its own views
    from rest_framework.request import Request
    from rest_framework.views import APIView


class Scope(models.TextChoices):
    """``log`` is for one's own acts, ``decide`` for those of an office or a leader."""

    READ = "read"
    LOG = "log"
    DECIDE = "decide"


def scopes_of(account: Account) -> list[str]:
    """All that a token of the account may be for."""
    in_office = any(one.role != Role.GUARDIAN for one in appointments_of(account))
    acts = in_office or TeamPlace.objects.leading(account.as_volunteer).exists()
    return [Scope.READ, Scope.LOG, *([Scope.DECIDE] if acts else [])]


def give_token(
    *, account: Account, scopes: list[str] | None
) -> tuple[str, datetime, list[str]]:
    """
    A new token for the account, until when it holds, and its scopes.

    :param scopes: None for all the account may have
    :raises ScopeNotAllowed: if the account may not have one of them
    """
    allowed = scopes_of(account)
    wanted = allowed if scopes is None else list(dict.fromkeys(scopes))
    if beyond := [scope for scope in wanted if scope not in allowed]:
        raise ScopeNotAllowed(scopes=", ".join(beyond))
    Token.objects.filter(user=account, expiry__lt=timezone.now()).delete()
    kept, token = Token.objects.create(account, scopes=wanted)
    return token, kept.expiry, wanted


def account_of(request: "Request") -> Account:
    """
    The account that a request's token belongs to.

    :raises NotAuthenticated: if the request has no token
    """
    if not isinstance(request.user, Account):
        raise NotAuthenticated
    return request.user


def require_scope(request: "Request", scope: str) -> None:
    """
    :raises ScopeMissing: if the request's token is not for that
    """
    if isinstance(request.auth, Token) and scope not in request.auth.scopes:
        raise ScopeMissing(scope=scope)


class HasScope(BasePermission):
    """
    Reading needs ``read``; anything else the view's ``scope``, ``log`` by default.

    A view whose ``scope`` is None takes any token.
    """

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        scope = getattr(view, "scope", Scope.LOG)
        if scope is not None:
            require_scope(request, Scope.READ if _is_safe(request) else scope)
        return True


def _is_safe(request: "Request") -> bool:
    return request.method in SAFE_METHODS


class TokenAuthentication(auth.TokenAuthentication):
    """
    Knox's, with one query that also finds the person behind the account.

    Knox trips over a token that is not text, and reads every token of the account at
    each call, to delete expired ones; here ``give_token`` does that, once.
    """

    def authenticate_credentials(self, token: bytes) -> tuple[Account, Token]:
        if not token.isascii() or b"\0" in token:
            raise AuthenticationFailed
        digest = hash_token(token.decode())
        try:
            kept = Token.objects.select_related("user__volunteer").get(pk=digest)
        except Token.DoesNotExist:
            raise AuthenticationFailed from None
        if not kept.user.is_active or (kept.expiry and kept.expiry < timezone.now()):
            raise AuthenticationFailed
        return kept.user, kept
