"""What an organizer does with an activity: each act is one button, and back."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from activities import rules
from activities.errors import DidNotSignUp, NotExplained
from activities.models import Absence, Activity, Shift, SignUp
from activities.pages.organizing import OrganizedPage
from activities.row_forms import (
    CancelForm,
    CopyForm,
    ExcludeForm,
    SeatsForm,
    ShiftForm,
    UntilForm,
)
from activities.views.organizing import organized_one, organizing, show
from config.asked import uuid_or_none
from config.errors import RuleBroken

Act = Callable[[HttpRequest, Activity], HttpResponse]
View = Callable[[HttpRequest, UUID, UUID], HttpResponse]


class NotWellFormed(Exception):
    """What was sent of an act; the page shows what is wrong with it."""

    def __init__(self, name: str, form: Form) -> None:
        super().__init__(name)
        self.forms = {name: form}


def organizers_act(act: Act) -> View:
    """An act of whoever speaks for the activity; refused, the page says why."""

    @require_POST
    @login_required
    @wraps(act)
    def acting(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
        organizing(request, organization)
        one = organized_one(request, organization, pk)
        forms, problem = {}, ""
        try:
            return act(request, one)
        except NotWellFormed as wrong:
            forms, status = wrong.forms, 422
        except RuleBroken as refused:
            problem, status = refused.detail, refused.status
        page = OrganizedPage(
            activity=organized_one(request, organization, pk),
            reader=request.user,
            at=timezone.now(),
            asked=request.POST.get("shift", ""),
            forms=forms,
            problem=problem,
        )
        return show(request, page, status=status)

    return acting


def _back(one: Activity, shift: Shift | None = None) -> HttpResponse:
    page = redirect("activities:organized", one.organization_id, one.pk)
    if shift:
        page["Location"] += f"?shift={shift.pk}"
    return page


@organizers_act
def publish(request: HttpRequest, one: Activity) -> HttpResponse:
    """People find it from now on."""
    rules.publish(
        activity=one,
        declared="declared" in request.POST,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(
        request, _("Published. People find it now; send them the address below.")
    )
    return _back(one)


@organizers_act
def close(request: HttpRequest, one: Activity) -> HttpResponse:
    """Nobody else signs up."""
    rules.close(activity=one, by=request.user, at=timezone.now())
    messages.success(request, _("Sign-up is closed. Who has signed up comes."))
    return _back(one)


@organizers_act
def reopen(request: HttpRequest, one: Activity) -> HttpResponse:
    """People sign up again."""
    rules.reopen(activity=one, by=request.user, at=timezone.now())
    messages.success(request, _("Sign-up is open again."))
    return _back(one)


@organizers_act
def cancel(request: HttpRequest, one: Activity) -> HttpResponse:
    """It does not take place; everybody who signed up is told why."""
    form = CancelForm(request.POST)
    if not form.is_valid():
        raise NotWellFormed("cancel", form)
    rules.cancel(
        activity=one,
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Cancelled. Everybody who signed up is told."))
    return _back(one)


@organizers_act
def exclude(request: HttpRequest, one: Activity) -> HttpResponse:
    """Whoever comes to it comes to none of these."""
    form = ExcludeForm(request.POST, activity=one, on=timezone.localdate())
    if not form.is_valid():
        raise NotWellFormed("exclude", form)
    others = list(form.cleaned_data["others"])
    rules.exclude(activity=one, others=others, by=request.user, at=timezone.now())
    messages.success(request, _("Saved."))
    return _back(one)


@organizers_act
def discard(request: HttpRequest, one: Activity) -> HttpResponse:
    """A draft is thrown away."""
    rules.discard(activity=one, by=request.user, at=timezone.now())
    messages.success(request, _("The draft is gone."))
    return redirect("activities:organized_list", one.organization_id)


@organizers_act
def copy(request: HttpRequest, one: Activity) -> HttpResponse:
    """The same once more, as a draft."""
    form = CopyForm(request.POST)
    if not form.is_valid():
        raise NotWellFormed("copy", form)
    again = rules.copy(
        activity=one,
        first_day=form.cleaned_data["first_day"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Copied. This is the draft: please look it through."))
    return _back(again)


@organizers_act
def repeat(request: HttpRequest, one: Activity) -> HttpResponse:
    """Its last week, every week."""
    form = UntilForm(request.POST)
    if not form.is_valid():
        raise NotWellFormed("repeat", form)
    until = form.cleaned_data["until"]
    added = rules.repeat(activity=one, until=until, by=request.user, at=timezone.now())
    if not added:
        form.add_error("until", _("No week fits in before this day."))
        raise NotWellFormed("repeat", form)
    words = ngettext("%(n)s time was added.", "%(n)s times were added.", len(added))
    messages.success(request, words % {"n": len(added)})
    return _back(one)


@organizers_act
def add_shift(request: HttpRequest, one: Activity) -> HttpResponse:
    """Another time, of a task that is there."""
    form = ShiftForm(request.POST)
    if not form.is_valid():
        raise NotWellFormed("add", form)
    tasks = set(one.posts.values_list("name", flat=True)) or {""}
    task = request.POST.get("task", "")
    plan = rules.PostPlan(
        name=task if task in tasks else min(tasks), shifts=[form.times]
    )
    (shift,) = rules.add_shifts(
        activity=one, posts=[plan], by=request.user, at=timezone.now()
    )
    messages.success(request, _("The time was added."))
    return _back(one, shift)


def _shift(request: HttpRequest, one: Activity) -> Shift | None:
    """The one that is meant; None if somebody has taken it away meanwhile."""
    asked = request.POST.get("shift", "")
    for shift in one.shifts.select_related("activity__organization"):
        if str(shift.pk) == asked:
            return shift
    messages.error(request, _("This time is not there any more."))
    return None


@organizers_act
def set_seats(request: HttpRequest, one: Activity) -> HttpResponse:
    """More people, or fewer."""
    form = SeatsForm(request.POST)
    if not form.is_valid():
        raise NotWellFormed("seats", form)
    if shift := _shift(request, one):
        seats = form.cleaned_data["seats"]
        rules.set_seats(shift=shift, seats=seats, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
    return _back(one, shift)


def _sign_up(request: HttpRequest, one: Activity) -> SignUp:
    """:raises DidNotSignUp: if it is none of the activity's"""
    asked = uuid_or_none(request.POST.get("sign_up", ""))
    own = SignUp.objects.with_names().filter(shift__activity=one)
    found = own.filter(pk=asked).first() if asked else None
    if found is None:
        raise DidNotSignUp
    return found


@organizers_act
def mark_absent(request: HttpRequest, one: Activity) -> HttpResponse:
    """Somebody had signed up and did not come; they are told, and may explain."""
    held = _sign_up(request, one)
    rules.mark_absent(sign_up=held, by=request.user, at=timezone.now())
    messages.success(request, _("Noted. They are told, and can say why."))
    return _back(one, held.shift)


@organizers_act
def unmark_absent(request: HttpRequest, one: Activity) -> HttpResponse:
    """They came after all."""
    held = _sign_up(request, one)
    if absence := Absence.objects.with_names().filter(sign_up=held).first():
        rules.unmark_absent(absence=absence, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back."))
    return _back(one, held.shift)


@organizers_act
def excuse(request: HttpRequest, one: Activity) -> HttpResponse:
    """What they say is accepted: it counts for nothing."""
    held = _sign_up(request, one)
    absence = Absence.objects.with_names().filter(sign_up=held).first()
    if absence is None:
        raise NotExplained
    rules.excuse_absence(absence=absence, by=request.user, at=timezone.now())
    messages.success(request, _("Accepted. It counts for nothing."))
    return _back(one, held.shift)


@organizers_act
def take_away(request: HttpRequest, one: Activity) -> HttpResponse:
    """A time for which nobody has signed up."""
    if shift := _shift(request, one):
        rules.take_away(shift=shift, by=request.user, at=timezone.now())
        messages.success(request, _("The time was taken away."))
    return _back(one)
