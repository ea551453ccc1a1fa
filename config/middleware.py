from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from config.errors import RuleBroken

# What no page of ours asks a browser for, but the few that say so. Passkeys are not
# among them.
UNUSED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip


def policy_of(*used: str) -> str:
    """The header of a page that itself may ask the browser for these features."""
    return ", ".join(
        f"{feature}={'(self)' if feature in used else '()'}" for feature in UNUSED
    )


POLICY = policy_of()


def with_place(response: HttpResponse) -> HttpResponse:
    """The page, which may ask where its reader is, with their consent."""
    response.headers["Permissions-Policy"] = POLICY.replace(
        "geolocation=()", "geolocation=(self)"
    )
    return response


class PermissionsPolicyMiddleware:
    """Let a page use no camera, place or other feature but what it says it needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response


class PrivateMiddleware:
    """
    Let nobody keep a page that was made for somebody who is signed in.

    Stations share their computers: after signing out, the way back shows nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Whose session was never looked at got the same as everyone.
        if request.session.accessed and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class RuleBrokenMiddleware:
    """
    Answer a broken rule that no page caught.

    Back to the page the form was on, with the sentence as a message; where there
    is no such page, a page of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, RuleBroken):
            return None
        came_from = request.headers.get("Referer", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(
            came_from, allowed_hosts={request.get_host()}
        ):
            messages.error(request, exception.detail)
            if "HX-Request" in request.headers:  # load the whole page, not a part
                return HttpResponse(headers={"HX-Redirect": came_from})
            return HttpResponseRedirect(came_from)
        context = {"detail": exception.detail, "code": exception.code}
        return render(request, "409.html", context, status=exception.status)


class WholeSignInMiddleware:
    """
    Sign in on a page of its own, never inside a part of another.

    Whoever was signed out meanwhile comes back to the page the part was for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        target = urlsplit(response.headers.get("Location", ""))
        if "HX-Request" not in request.headers or target.path != settings.LOGIN_URL:
            return response
        shown = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = shown._replace(scheme="", netloc="", fragment="").geturl()
        return HttpResponse(headers={"HX-Redirect": redirect_to_login(back).url})
