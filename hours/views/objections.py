"""Hours that are not right: said, looked into, answered, corrected."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from config.errors import RuleBroken
from config.refusals import say_in
from hours import rules
from hours.desk.asked import offices
from hours.desk.lines import lock_of
from hours.disputes.forms import CorrectForm, ObjectionForm, SettleForm
from hours.disputes.told import told
from hours.errors import REFUSALS
from hours.models import Objection, Session
from hours.models.objection import ObjectionQuerySet
from hours.models.office import office_of
from hours.permissions import may_ask_to_correct, may_object, name_of_volunteer
from hours.session_page import session_page
from volunteers.permissions import is_staff

ON_A_PAGE = 50


@require_POST
@login_required
def object_to(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a session is not right; what was typed stays where it cannot be."""
    session = _session(request, pk)
    if not may_object(request.user, session):
        raise Http404
    asks = may_ask_to_correct(request.user, session)
    form = ObjectionForm(request.POST, session=session, asks_to_correct=asks)

    def act() -> None:
        rules.object_to(
            session=session,
            words=form.cleaned_data["words"],
            times=form.times if asks else None,
            about_decision=form.cleaned_data["about_decision"],
            by=request.user,
            at=timezone.now(),
        )

    if status := refused(form, act):
        context = session_page(session, reader=request.user) | {"object_form": form}
        return render(request, "hours/session.html", context, status=status)
    messages.success(request, _("Thank you. It is looked into, and answered here."))
    return redirect("hours:session", pk=pk)


def refused(form: forms.Form, act: Callable[[], Any]) -> int:
    """Do what the form asks, and 0; else with what status it is shown once more."""
    if not form.is_valid():
        return 422
    try:
        act()
    except RuleBroken as broken:
        if broken.status == HTTPStatus.NOT_FOUND:
            raise Http404 from None
        say_in(form, broken)
        return broken.status
    return 0


def _session(request: HttpRequest, pk: UUID) -> Session:
    visible = Session.objects.visible_to(request.user).with_names()
    return get_object_or_404(visible.select_related("submitted_by__volunteer"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Other times for counted hours, by those who decide them."""
    decidable = Session.objects.decidable_by(request.user).with_names()
    session = get_object_or_404(decidable, pk=pk)
    form = CorrectForm(request.POST or None, session=session)
    status = 200
    if request.method == "POST":

        def act() -> None:
            form.new = rules.correct(
                session=session,
                times=form.right_times,
                reason_code=form.cleaned_data["reason_code"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )

        status = refused(form, act)
        if not status:
            messages.success(request, _("Corrected. The right times count now."))
            return redirect("hours:session", pk=form.new.pk)
    office = office_of(request.user, at=timezone.now())
    code = lock_of(session, request.user, office=office)
    lock = str(REFUSALS[code]) if code else ""
    context = {"session": session, "form": form, "lock": lock}
    return render(request, "hours/correct.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was said of a session, and the form for the answer."""
    visible = Objection.objects.visible_to(request.user).with_names()
    one = get_object_or_404(visible, pk=pk)
    form = SettleForm(request.POST or None, objection=one)
    status = 200
    if request.method == "POST":
        get_object_or_404(Objection.objects.answerable_by(request.user), pk=pk)

        def act() -> None:
            rules.settle_objection(
                objection=one,
                upheld=form.is_upheld,
                words=form.cleaned_data["answer"],
                times=form.right_times,
                by=request.user,
                at=timezone.now(),
            )

        status = refused(form, act)
        if not status:
            messages.success(request, _("Answered. It stands with the session."))
            return redirect("hours:objection", pk=pk)
    (line,) = told([one], reader=request.user)
    context = {
        "one": line,
        "session": one.session,
        "person": name_of_volunteer(one.session, reader=request.user),
        "form": form,
    }
    return render(request, "hours/objection.html", context, status=status)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back what one has said."""
    one = get_object_or_404(Objection.objects.filter(raised_by=request.user), pk=pk)
    rules.withdraw_objection(objection=one, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect("hours:session", pk=one.session_id)


@require_GET
@login_required
def desk_objections(request: HttpRequest) -> HttpResponse:
    """What those who decide have to answer, what is due first on top."""
    if not is_staff(request.user) and not offices(request.user).exists():
        raise Http404
    found = Objection.objects.answerable_by(request.user)
    return render(request, "hours/objections.html", page_of(request, found))


def page_of(request: HttpRequest, found: ObjectionQuerySet) -> dict[str, Any]:
    """A page of those still open, and the ways to the pages beside it."""
    pages = Paginator(found.open().due_first().with_names(), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    here = f"{request.path}?page="
    return {
        "count": pages.count,
        "lines": told(page.object_list, reader=request.user),
        "newer_url": f"{here}{page.number - 1}" if page.has_previous() else "",
        "older_url": f"{here}{page.number + 1}" if page.has_next() else "",
    }
