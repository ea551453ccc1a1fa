"""One activity, and what somebody does about its shifts."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from activities import rules
from activities.models import Activity, Shift, SignUp
from activities.pages.one import ActivityPage
from activities.permissions import visible_activities
from config.errors import RuleBroken
from volunteers.models import Volunteer
from volunteers.registering import going_on

Act = Callable[[HttpRequest, Shift, Volunteer], str]
NAMED = ("organization", "site", "district", "service_field", "policy")


def found(request: HttpRequest, pk: UUID) -> Activity:
    """:raises Http404: if it is not the reader's to know of"""
    known = visible_activities(request.user)
    return get_object_or_404(known.select_related(*NAMED), pk=pk)


@require_safe
def activity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it is, when, and how one stands with it; anyone may look."""
    one = found(request, pk)
    page = _page(
        request,
        one,
        number=request.GET.get("for", ""),
        chosen=request.GET.get("shift", ""),
    )
    return _show(request, page)


def _page(
    request: HttpRequest, one: Activity, *, number: str, chosen: str
) -> ActivityPage:
    return ActivityPage(
        activity=one,
        reader=request.user,
        at=timezone.now(),
        number=number,
        chosen=chosen,
    )


def _show(
    request: HttpRequest, page: ActivityPage, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"activity": page.activity, "page": page, "problem": problem}
    return render(request, "activities/activity.html", context, status=status)


def about_a_shift(act: Act) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """
    What is sent from that page, for oneself or a child one acts for; then back to it.

    Who is not signed in does that or registers first, and finds the shift ticked.
    """

    @require_POST
    @wraps(act)
    def sent(request: HttpRequest, pk: UUID) -> HttpResponse:
        one = found(request, pk)
        chosen = request.POST.get("shift", "")
        number = request.POST.get("for", "")
        if not request.user.is_authenticated:
            here = _address(one, shift=chosen)
            going_on.remember(request, here)
            return redirect_to_login(here)
        page = _page(request, one, number=number, chosen=chosen)
        if page.volunteer is None or (number and not page.other):
            raise Http404
        shift = page.shift_chosen
        if shift is None:
            problem = _("Please choose a time first.")
            return _show(request, page, problem=problem, status=422)
        try:
            done = act(request, shift, page.volunteer)
        except RuleBroken as refused:
            page = _page(request, one, number=number, chosen=chosen)
            page.typed = request.POST.get("words", "")
            return _show(request, page, problem=refused.detail, status=refused.status)
        messages.success(request, done)
        return redirect(_address(one, number=number))

    return sent


def _address(one: Activity, *, shift: str = "", number: str = "") -> str:
    asked = {"shift": shift, "for": number}
    words = urlencode({name: value for name, value in asked.items() if value})
    here = reverse("activities:activity", args=[one.pk])
    return f"{here}?{words}" if words else here


def _latest(shift: Shift, volunteer: Volunteer) -> SignUp:
    """
    What became of the person's wish to come.

    :raises Http404: if they never said so
    """
    own = SignUp.objects.with_names().filter(shift=shift, volunteer=volunteer)
    latest = own.order_by("-turn").first()
    if latest is None:
        raise Http404
    return latest


@about_a_shift
def sign_up(request: HttpRequest, shift: Shift, volunteer: Volunteer) -> str:
    """A seat, or a place in the queue where all are taken."""
    held, _is_new = rules.sign_up(
        shift=shift, volunteer=volunteer, by=request.user, at=timezone.now()
    )
    if volunteer.account_id is None:
        return _in_words(held)
    if held.is_waiting:
        return _("You are on the waiting list. You are told when a place is free.")
    return _("You are signed up. It now stands under “My hours”.")


def _in_words(held: SignUp) -> str:
    """What became of it, to whoever says it for somebody else."""
    if held.is_waiting:
        words = _("%(name)s is on the waiting list.")
    else:
        words = _("%(name)s is signed up.")
    return words % {"name": held.volunteer.name}


@about_a_shift
def give_up(request: HttpRequest, shift: Shift, volunteer: Volunteer) -> str:
    """The place goes to whoever waits."""
    held = _latest(shift, volunteer)
    words = request.POST.get("words", "")
    rules.give_up(sign_up=held, by=request.user, at=timezone.now(), words=words)
    return _("Given back. Thank you for saying so: the place goes to who waits.")


@about_a_shift
def explain(request: HttpRequest, shift: Shift, volunteer: Volunteer) -> str:
    """Why one did not come, or that one did."""
    rules.explain_absence(
        sign_up=_latest(shift, volunteer),
        words=request.POST.get("words", ""),
        by=request.user,
        at=timezone.now(),
    )
    return _("Thank you. Its organizers read it.")


@about_a_shift
def take_offer(request: HttpRequest, shift: Shift, volunteer: Volunteer) -> str:
    """The seat that was held is taken."""
    held = _latest(shift, volunteer)
    held = rules.take_offer(sign_up=held, by=request.user, at=timezone.now())
    if volunteer.account_id is None:
        return _in_words(held)
    return _("The place is yours. It now stands under “My hours”.")
