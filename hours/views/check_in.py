"""Checking in and out by a code: opening the link does nothing, a button does."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from config.errors import RuleBroken
from config.middleware import with_place
from config.templatetags.ui import clock, duration
from hours.models import Presence
from hours.presence import codes, rules
from hours.presence.forms import clock_sent, position_sent
from hours.presence.pages.coming import ComingPage, PresentPage
from hours.presence.told import Told, skew_of
from volunteers.models import Volunteer
from volunteers.permissions import people_of


@never_cache
@login_required
@require_safe
def check_in(request: HttpRequest) -> HttpResponse:
    """Where one is now; and the code, typed by who has no camera."""
    typed = request.GET.get("code", "")
    if "code" not in request.GET:
        return _present(request)
    if letters := codes.fold(typed):
        return redirect("hours:check_in_code", letters)
    problem = _("Please type the eight letters of the code.")
    return _present(request, typed=typed, problem=problem, status=422)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the code is of, and the button; pressed, the session opens or closes."""
    at = timezone.now()
    try:
        found = rules.look(code=code, by=request.user, at=at)
    except RuleBroken as refused:
        return _present(
            request, typed=code, problem=refused.detail, status=refused.status
        )
    page = ComingPage(code=found, account=request.user, at=at)
    if request.method != "POST":
        return _show(request, page)
    try:
        done = _act(request, code, at=at)
    except RuleBroken as refused:
        return _show(request, page, refused=refused)
    messages.success(request, done)
    return redirect("hours:check_in")


def _act(request: HttpRequest, code: str, *, at: datetime) -> str:
    person = _person(request)
    who: dict[str, Any] = {
        "code": code,
        "volunteer": person,
        "by": request.user,
        "at": at,
        "told": Told(
            position=position_sent(request),
            clock_skew=skew_of(clock_sent(request), at=at),
        ),
    }
    if request.POST.get("act") == "out":
        return _left(rules.check_out(**who))
    presence, _is_new = rules.check_in(**who)
    return _came(presence)


def _person(request: HttpRequest) -> Volunteer | None:
    """
    Whom it is for; None if the account speaks for nobody of the number.

    :raises Http404: if it names none and is nobody's either
    """
    number = request.POST.get("for", "")
    for person in people_of(request.user):
        own = person.account_id == request.user.pk
        if (own and not number) or (number and person.number == number):
            return person
    if number:
        return None
    raise Http404


def _came(presence: Presence) -> str:
    session = presence.session
    if session and session.started_at > presence.came_at:
        return _("Checked in. It counts from %(time)s on.") % {
            "time": clock(session.started_at)
        }
    return _("Checked in. Please check out when you leave.")


def _left(presence: Presence) -> str:
    minutes = presence.session.minutes if presence.session else 0
    return _("Checked out: %(length)s. The organization decides now.") % {
        "length": duration(minutes)
    }


def _present(
    request: HttpRequest, *, typed: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    page = PresentPage(
        account=request.user, at=timezone.now(), typed=typed, problem=problem
    )
    return render(request, "hours/check_in.html", {"page": page}, status=status)


def _show(
    request: HttpRequest, page: ComingPage, *, refused: RuleBroken | None = None
) -> HttpResponse:
    context = {"page": page, "activity": page.code.activity, "refused": refused}
    status = refused.status if refused else 200
    answer = render(request, "hours/check_in_code.html", context, status=status)
    return with_place(answer) if page.asks_where else answer
