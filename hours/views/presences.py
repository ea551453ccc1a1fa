"""Who was at a shift: by the roster, looked through, and confirmed at once."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.models import Activity, Shift
from activities.pages.naming import names_of
from config.errors import RuleBroken
from config.kept_pages import manifest_of, worker_of
from config.middleware import policy_of
from hours.models import Way
from hours.presence import cards, rules
from hours.presence.forms import WitnessForm
from hours.presence.kept import kept_name
from hours.presence.pages.roster import RosterPage
from hours.presence.rules.confirm_roster import Confirmed
from hours.views.check_in_screen import run
from volunteers.models import Volunteer

# Of the page's own.
FILES = ("css/check-in.css", "js/keep.js", "js/scan.js", "vendor/jsqr.js")
WITH_CAMERA = policy_of("camera")


@never_cache
@login_required
@require_safe
def presences(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Everybody of a shift: planned and come, and what was otherwise."""
    activity = run(request, organization, pk)
    return _show(request, activity, asked=request.GET.get("shift", ""))


@cache_control(private=True, no_cache=True)
@login_required
@require_safe
def worker(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """What keeps that page on the device, until nothing can be sent any more."""
    activity = run(request, organization, pk)
    page = reverse("hours:presences", args=[organization, pk])
    return worker_of(page, name=kept_name(request.user, activity), files=FILES)


@cache_control(private=True, no_cache=True)
@login_required
@require_safe
def manifest(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """How the page is called on a home screen."""
    activity = run(request, organization, pk)
    return manifest_of(
        reverse("hours:presences", args=[organization, pk]),
        name=f"{_('Who was there')} · {activity.label}",
        short_name=_("Who was there"),
    )


def _show(
    request: HttpRequest,
    activity: Activity,
    *,
    asked: str,
    problem: RuleBroken | None = None,
    typed: str = "",
) -> HttpResponse:
    page = RosterPage(
        activity=activity,
        reader=request.user,
        at=timezone.now(),
        asked=asked,
        problem=problem,
        typed=typed,
    )
    context = {"activity": activity, "page": page}
    status = problem.status if problem else 200
    answer = render(request, "hours/presences.html", context, status=status)
    answer["Permissions-Policy"] = WITH_CAMERA  # asked for once a button is pressed
    return answer


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
def witness(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """
    Somebody comes or leaves, by their card or number; perhaps a while ago.

    The page's script asks for JSON: each act it kept is done or refused by itself.
    """
    activity = run(request, organization, pk)
    shift = _shift(request, activity)
    form = WitnessForm(request.POST)
    if not form.is_valid():
        raise BadRequest(", ".join(sorted(form.errors)))
    try:
        person, done = _witness(request, shift, form)
    except RuleBroken as refused:
        if _is_script(request):
            told = {"code": refused.code, "detail": refused.detail}
            return JsonResponse(told, status=refused.status)
        typed = request.POST.get("who", "")
        return _show(
            request, activity, asked=str(shift.pk), problem=refused, typed=typed
        )
    if _is_script(request):
        names = names_of(
            [person], activity=activity, reader=request.user, on=shift.date
        )
        return JsonResponse({"detail": done, "name": names[person.pk]})
    messages.success(request, done)
    return redirect(_address(activity, shift))


def _witness(
    request: HttpRequest, shift: Shift, form: WitnessForm
) -> tuple[Volunteer, str]:
    """Who it was, and what was done, in words."""
    at = timezone.now()
    person, way = cards.named(request.POST.get("who", ""), shift, by=request.user)
    rules.witness(
        shift=shift,
        volunteer=person,
        leaves=form.leaves,
        way=way,
        kept=form.kept(at=at),
        by=request.user,
        at=at,
    )
    return person, _said(way, leaves=form.leaves)


def _said(way: Way, *, leaves: bool) -> str:
    if way == Way.CARD:
        return _("Checked out by the card.") if leaves else _("Checked in by the card.")
    return _("Checked out by the roster.") if leaves else _("Checked in by the roster.")


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


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
