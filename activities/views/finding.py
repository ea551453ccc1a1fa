"""What can I do next, near me?"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from activities.pages.finding import FindPage
from activities.pages.near import NearPage
from config.middleware import policy_of

WHERE_ONE_IS = policy_of("geolocation")
View = Callable[[HttpRequest], HttpResponse]


def may_ask_where(view: View) -> View:
    """Let the page ask the browser where it is, once its reader presses a button."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response["Permissions-Policy"] = WHERE_ONE_IS
        return response

    return shown


@require_safe
@may_ask_where
def activities(request: HttpRequest) -> HttpResponse:
    """The activities one can sign up for, the next first; anyone may look."""
    page = FindPage(asked=request.GET, reader=request.user, at=timezone.now())
    status = 422 if page.form.errors else 200
    return render(request, "activities/activities.html", {"page": page}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@may_ask_where
def near(request: HttpRequest) -> HttpResponse:
    """
    The same, the nearest first: near a site, or near where the browser says one is.

    The place stands in the body of a form, so that no address, no log and no history
    keeps it; nothing is changed.
    """
    is_told = request.method == "POST"
    page = NearPage(
        asked=request.POST if is_told else request.GET,
        reader=request.user,
        at=timezone.now(),
        is_told=is_told,
    )
    return render(request, "activities/near.html", {"page": page})
