"""Who was at a shift: by the roster, looked through, and confirmed at once."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.models import Activity, Shift
from config.errors import RuleBroken
from hours.models import Presence, Way
from hours.presence import rules
from hours.presence.pages.roster import RosterPage
from hours.presence.rules.confirm_roster import Confirmed
from hours.views.check_in_screen import run
from volunteers.models import Volunteer


@never_cache
@login_required
@require_safe
def presences(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Everybody of a shift: planned and come, and what was otherwise."""
    activity = run(request, organization, pk)
    return _show(request, activity, asked=request.GET.get("shift", ""))


def _show(
    request: HttpRequest,
    activity: Activity,
    *,
    asked: str,
    problem: RuleBroken | None = None,
) -> HttpResponse:
    page = RosterPage(
        activity=activity,
        reader=request.user,
        at=timezone.now(),
        asked=asked,
        problem=problem,
    )
    context = {"activity": activity, "page": page}
    status = problem.status if problem else 200
    return render(request, "hours/presences.html", context, status=status)


def _shift(request: HttpRequest, activity: Activity) -> Shift:
    """:raises Http404: if it is none of the activity's"""
    named = activity.shifts.with_names()
    asked = request.POST.get("shift", "")
    for shift in named:
        if str(shift.pk) == asked:
            return shift
    raise Http404


@login_required
@require_POST
def sign_in(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Somebody without a phone is there."""
    activity = run(request, organization, pk)
    shift = _shift(request, activity)
    person = get_object_or_404(Volunteer, number=request.POST.get("number", ""))
    if not shift.sign_ups.living().filter(volunteer=person).exists():
        raise Http404
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    try:
        rules.check_in_by(shift=shift, volunteer=person, way=Way.ROSTER, **who)
    except RuleBroken as refused:
        return _show(request, activity, asked=str(shift.pk), problem=refused)
    messages.success(request, _("Checked in by the roster."))
    return redirect(_address(activity, shift))


@login_required
@require_POST
def sign_out(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Somebody without a phone leaves."""
    activity = run(request, organization, pk)
    shift = _shift(request, activity)
    own = Presence.objects.with_names().filter(shift=shift)
    presence = get_object_or_404(own, pk=_uuid(request.POST.get("presence", "")))
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    try:
        rules.check_out_by(presence=presence, way=Way.ROSTER, **who)
    except RuleBroken as refused:
        return _show(request, activity, asked=str(shift.pk), problem=refused)
    messages.success(request, _("Checked out by the roster."))
    return redirect(_address(activity, shift))


@login_required
@require_POST
def confirm_roster(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """So it was: what waits for a word has one, and goes to the desk."""
    activity = run(request, organization, pk)
    shift = _shift(request, activity)
    ticked = request.POST.getlist("stayed")
    try:
        done = rules.confirm_roster(
            shift=shift,
            stayed=[one for text in ticked if (one := _uuid(text))],
            were_there=_people(shift, request.POST.getlist("was_there")),
            by=request.user,
            at=timezone.now(),
        )
    except RuleBroken as refused:
        return _show(request, activity, asked=str(shift.pk), problem=refused)
    _say(request, done)
    return redirect(_address(activity, shift))


def _say(request: HttpRequest, done: Confirmed) -> None:
    people = done.roster.people
    told = ngettext(
        "Confirmed: %(n)s person was there. The hours wait at the desk now.",
        "Confirmed: %(n)s people were there. The hours wait at the desk now.",
        people,
    )
    messages.success(request, told % {"n": people})
    for one in done.refused:
        words = {"number": one.claim.volunteer.number, "why": one.error.detail}
        messages.error(request, _("Not recorded, %(number)s: %(why)s") % words)


def _people(shift: Shift, numbers: list[str]) -> list[int]:
    """Of those with a seat, the ones whose numbers were ticked."""
    seated = shift.sign_ups.filter(volunteer__number__in=numbers)
    return list(seated.values_list("volunteer", flat=True))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _address(activity: Activity, shift: Shift) -> str:
    here = reverse("hours:presences", args=[activity.organization_id, activity.pk])
    return f"{here}?{urlencode({'shift': shift.pk})}"
