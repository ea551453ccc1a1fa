"""Logging what one has done, a day or several at once."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hours import rules
from hours.forms import MOST_DAYS, LogForm, read_day
from hours.log_kept import keep, take
from hours.log_page import LogPage
from hours.log_typing import first_typed, is_button, pressed
from hours.models import Level, Session
from hours.models.queries import SessionQuerySet
from hours.pace import latest
from volunteers.models import Account, Volunteer
from volunteers.permissions import wards_acted_for

Page = Callable[[HttpRequest, Volunteer], HttpResponse]
View = Callable[[HttpRequest], HttpResponse]


def for_volunteers(page: Page) -> View:
    """
    For the person who is signed in, or with ``?for=`` for a child in their charge.

    Who is signed in without being a volunteer is told how to become one.
    """

    @login_required
    @wraps(page)
    def guarded(request: HttpRequest) -> HttpResponse:
        if number := request.GET.get("for"):
            return page(request, _ward(request.user, number))
        volunteer = request.user.as_volunteer
        if volunteer is None:
            return render(request, "hours/not_a_volunteer.html", status=403)
        return page(request, volunteer)

    return guarded


def _ward(account: Account, number: str) -> Volunteer:
    for ward in wards_acted_for(account):
        if ward.number == number:
            return ward
    raise Http404


def kept_for_later(page: View) -> View:
    """Who was signed out while typing finds the form again after signing in."""

    @wraps(page)
    def keeping(request: HttpRequest) -> HttpResponse:
        signed_out = request.method == "POST" and not request.user.is_authenticated
        if signed_out and keep(request):
            messages.info(request, _("What you typed is kept. Please sign in."))
        return page(request)

    return keeping


def part_of_the_form(page: View) -> View:
    """Drawn while typing: signed out, it says so, and the form stays as it is."""

    @wraps(page)
    def drawing(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return page(request)
        response = render(request, "hours/_log_signed_out.html")
        response.headers["HX-Retarget"] = "#log-check"
        response.headers["HX-Reswap"] = "innerHTML"
        return response

    return drawing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kept_for_later
@for_volunteers
def log(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """The form; sent, the days that may be logged are, the others say why not."""
    if request.method != "POST":
        kept = take(request, volunteer)
        first = pressed(volunteer, kept) if kept else None
        first = first or first_typed(volunteer, request.GET)
        page = _page(request, volunteer, first)
        return render(request, "hours/log.html", {"page": page})
    if is_button(request.POST):
        page = _page(request, volunteer, pressed(volunteer, request.POST))
        return render(request, "hours/log.html", {"page": page})
    form = LogForm(request.POST, volunteer=volunteer)
    if form.is_valid():
        sessions, refused = rules.log_days(
            claims=form.claims(),
            at_midnight=form.cleaned_data["split"],
            by=request.user,
            at=timezone.now(),
        )
        if sessions:
            return redirect(_done_url(request, volunteer, sessions, refused))
    page = _page(request, volunteer, pressed(volunteer, request.POST), is_sent=True)
    return render(request, "hours/log.html", {"page": page}, status=422)


@never_cache
@require_safe
@part_of_the_form
@for_volunteers
def check(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """While typing: what stands against the days, and what would be logged."""
    page = _page(request, volunteer, request.GET)
    return render(request, "hours/_log_check.html", {"page": page, "is_live": True})


@never_cache
@require_safe
@part_of_the_form
@for_volunteers
def activities(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """The activities of the organization that is chosen."""
    page = _page(request, volunteer, request.GET)
    return render(request, "hours/_log_activities.html", {"page": page})


@require_safe
@for_volunteers
def done(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """What has been logged, and what happens next."""
    named = _named(request.GET, volunteer).with_names()
    above = named.select_related("organization__parent")
    sessions = list(above.order_by("started_at"))
    if not sessions:
        raise Http404
    context = {
        "sessions": sessions,
        "minutes": sum(one.minutes or 0 for one in sessions),
        "deciders": list(dict.fromkeys(one.decider for one in sessions)),
        "is_above": any(one.level != Level.ORGANIZATION for one in sessions),
        "expected": latest(sessions, today=timezone.localdate()),
        "can_be_withdrawn": any(one.can_be_withdrawn for one in sessions),
        "left_out": _left_out(request.GET),
        "volunteer": volunteer,
        "of_ward": volunteer.account_id != request.user.pk,
        "again_url": _log_url(request, volunteer, f"again={sessions[0].pk}"),
        "log_url": _log_url(request, volunteer),
        "withdraw_url": _log_url(request, volunteer, name="hours:log_withdraw"),
    }
    return render(request, "hours/log_done.html", context)


@require_POST
@for_volunteers
def withdraw(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """Take back what has just been logged, and show the form as it was filled in."""
    sessions = list(_named(request.POST, volunteer).order_by("started_at"))
    if not sessions:
        raise Http404
    refused = rules.withdraw_days(sessions=sessions, by=request.user, at=timezone.now())
    for detail in dict.fromkeys(one.detail for one in refused):
        messages.error(request, detail)
    if len(refused) < len(sessions):
        messages.success(request, _("Withdrawn. You can change it and log it again."))
    days = "".join(f"&days={one.service_date}" for one in sessions)
    return redirect(_log_url(request, volunteer, f"again={sessions[0].pk}{days}"))


def _page(
    request: HttpRequest,
    volunteer: Volunteer,
    typed: QueryDict,
    *,
    is_sent: bool = False,
) -> LogPage:
    return LogPage(
        form=LogForm(typed, volunteer=volunteer),
        volunteer=volunteer,
        account=request.user,
        at=timezone.now(),
        is_sent=is_sent,
    )


def _log_url(
    request: HttpRequest, volunteer: Volunteer, *words: str, name: str = "hours:log"
) -> str:
    """The address of the form or what belongs to it, for the same person."""
    own = volunteer.account_id == request.user.pk
    asked = [*([] if own else [f"for={volunteer.number}"]), *words]
    return "?".join(filter(None, [reverse(name), "&".join(asked)]))


def _done_url(
    request: HttpRequest,
    volunteer: Volunteer,
    sessions: list[Session],
    refused: list[rules.Refusal],
) -> str:
    asked = QueryDict(mutable=True)
    if volunteer.account_id != request.user.pk:
        asked["for"] = volunteer.number
    asked.setlist("id", [str(one.pk) for one in sessions])
    days = [timezone.localdate(one.claim.started_at) for one in refused]
    asked.setlist("left", [day.isoformat() for day in days])
    return f"{reverse('hours:log_done')}?{asked.urlencode()}"


def _named(asked: QueryDict, volunteer: Volunteer) -> SessionQuerySet:
    """One's own sessions with the ids that are asked for."""
    try:
        ids = [UUID(text) for text in asked.getlist("id")[: 2 * MOST_DAYS]]
    except ValueError:
        raise Http404 from None
    return Session.objects.filter(volunteer=volunteer, pk__in=ids)


def _left_out(asked: QueryDict) -> list[date]:
    try:
        return [read_day(text) for text in asked.getlist("left")[:MOST_DAYS]]
    except ValueError:
        raise Http404 from None
