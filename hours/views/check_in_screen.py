"""The organizer's screen with the code, the same for a tablet, and the printed code."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from activities.models import Activity
from config.errors import RuleBroken
from config.middleware import with_place
from hours.models import Presence
from hours.permissions import check_in_activities
from hours.presence import codes, rules
from hours.presence.forms import PlaceForm
from hours.presence.pages.screen import PosterPage, ScreenPage

NAMED = ("organization", "check_point")


def run(request: HttpRequest, organization: UUID, pk: UUID) -> Activity:
    """:raises Http404: if the account does not run the check-in of the activity"""
    own = check_in_activities(request.user).select_related(*NAMED)
    return get_object_or_404(own, pk=pk, organization=organization)


@never_cache
@login_required
@require_safe
def check_in_screen(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """The code, how long it is good, who is there and who waits."""
    activity = run(request, organization, pk)
    page = ScreenPage(activity=activity, at=timezone.now())
    context = {"activity": activity, "page": page}
    return render(request, "hours/check_in_screen.html", context)


@never_cache
@require_safe
def kiosk(request: HttpRequest, pk: UUID, secret: str) -> HttpResponse:
    """The same without names and acts, for a tablet that nobody is signed in at."""
    held = Activity.objects.held().select_related(*NAMED)
    activity = get_object_or_404(held, pk=pk)
    if not codes.opens_kiosk(codes.point_of(activity), secret):
        raise Http404
    page = ScreenPage(activity=activity, at=timezone.now())
    context = {"activity": activity, "page": page, "is_kiosk": True}
    return render(request, "hours/check_in_screen.html", context)


@login_required
@require_POST
def renew_codes(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Other codes, where those before were passed on."""
    activity = run(request, organization, pk)
    rules.renew_codes(activity=activity, by=request.user, at=timezone.now())
    messages.success(request, _("From now on there are other codes."))
    return redirect("hours:check_in_screen", organization, pk)


@never_cache
@login_required
@require_safe
def poster(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """The code to print."""
    activity = run(request, organization, pk)
    context = {"activity": activity, "page": PosterPage(activity)}
    return render(request, "hours/check_in_poster.html", context)


@login_required
@require_POST
def set_poster(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Let the printed code be good, or worth nothing."""
    activity = run(request, organization, pk)
    wanted = request.POST.get("up") == "1"
    act = rules.print_code if wanted else rules.take_poster_down
    act(activity=activity, by=request.user, at=timezone.now())
    done = _("The printed code is good now.") if wanted else _("It is taken down.")
    messages.success(request, done)
    return redirect("hours:check_in_poster", organization, pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """How near people must be, where they agree to be asked."""
    activity = run(request, organization, pk)
    if request.method != "POST":
        point = codes.point_of(activity)
        return _show_place(request, activity, PlaceForm(initial=vars(point)))
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _show_place(request, activity, form, status=422)
    rules.set_place(
        activity=activity,
        place=form.place,
        radius=form.cleaned_data["radius"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Saved."))
    return redirect("hours:check_in_screen", organization, pk)


def _show_place(
    request: HttpRequest, activity: Activity, form: PlaceForm, status: int = 200
) -> HttpResponse:
    context = {"activity": activity, "form": form}
    page = render(request, "hours/check_in_place.html", context, status=status)
    return with_place(page)


@login_required
@require_POST
def let_in(request: HttpRequest, presence: UUID) -> HttpResponse:
    """Yes to somebody who came without a seat."""
    return _answer(request, presence, rules.let_in)


@login_required
@require_POST
def turn_down(request: HttpRequest, presence: UUID) -> HttpResponse:
    """No to somebody who came without a seat."""
    return _answer(request, presence, rules.turn_down)


def _answer(
    request: HttpRequest, pk: UUID, act: Callable[..., Presence]
) -> HttpResponse:
    own = check_in_activities(request.user)
    waits = Presence.objects.with_names().filter(shift__activity__in=own)
    one = get_object_or_404(waits, pk=pk)
    activity = one.shift.activity
    try:
        act(presence=one, by=request.user, at=timezone.now())
    except RuleBroken as refused:
        messages.error(request, refused.detail)
    else:
        messages.success(request, _("Done."))
    return redirect("hours:check_in_screen", activity.organization_id, activity.pk)
