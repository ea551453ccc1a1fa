from collections.abc import Callable
from time import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from volunteers.access.adapters import SEEN_AT
from volunteers.access.proof import is_proved_twice
from volunteers.permissions import needs_second_factor

SEEN_EVERY = 600  # seconds
# Where somebody may be who has yet to set up a second factor.
OPEN = (settings.LOGIN_URL, "/account/", "/logout/", "/language/", "/large-text/")
# Programs sign in with tokens there, which asked for the second factor themselves.
API = "/api/"

Next = Callable[[HttpRequest], HttpResponse]


def _is_somebody(request: HttpRequest) -> bool:
    """Whether somebody is signed in; without a cookie the session is not touched."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        and not request.path.startswith(API)
        and request.user.is_authenticated
    )


class SeenMiddleware:
    """Note where and when a session was last seen, every ten minutes at most."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_somebody(request):
            now = time()
            if now - request.session.get(SEEN_AT, 0) > SEEN_EVERY:
                request.session[SEEN_AT] = now
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


class SecondFactorMiddleware:
    """
    Show whoever needs a second factor no page before it is set up and given.

    At sign-in it is asked for where there is one; this is for who has none yet.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            not request.path.startswith(OPEN)
            and _is_somebody(request)
            and needs_second_factor(request.user)
            and not is_proved_twice(request)
        ):
            return redirect_to_login(request.get_full_path(), reverse("mfa_index"))
        return self.get_response(request)
