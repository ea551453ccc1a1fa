"""The integrity centre: what the detectors found, one case, and the answers to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city import integrity_page as pages
from city import restrictions_page
from city.integrity_forms import (
    AnswerForm,
    CaseForm,
    LookForm,
    RestrictionForm,
    TakeBackForm,
)
from city.permissions import may_read_city
from city.views.asking import for_the_city, query
from config.csv_files import CHUNK, Columns, csv_file
from config.durations import decimal_hours
from hours.integrity import cases, look
from hours.integrity.detectors import BY_CODE
from hours.models import Finding, FindingState
from hours.permissions import name_of_volunteer
from volunteers.models import Account, Organization
from volunteers.permissions import answered_organizations, is_staff

ASKS = ["GET", "HEAD", "POST"]
COLUMNS: Columns = [
    (gettext_lazy("What was found"), lambda line: line.detector.name),
    (gettext_lazy("State"), lambda line: line.finding.get_state_display()),
    (gettext_lazy("About"), lambda line: line.about),
    (gettext_lazy("In figures"), lambda line: line.figures),
    (gettext_lazy("Sessions"), lambda line: line.finding.sessions),
    (gettext_lazy("Minutes"), lambda line: line.finding.minutes),
    (gettext_lazy("Hours"), lambda line: decimal_hours(line.finding.minutes)),
    (gettext_lazy("First day"), lambda line: line.finding.first_on),
    (gettext_lazy("Last day"), lambda line: line.finding.last_on),
    (gettext_lazy("Found at"), lambda line: timezone.localtime(line.finding.found_at)),
    (gettext_lazy("Last seen"), lambda line: timezone.localtime(line.finding.seen_at)),
    (gettext_lazy("Number of the case"), lambda line: line.finding.pk),
]


@never_cache
@login_required
@require_http_methods(ASKS)
def integrity(request: HttpRequest) -> HttpResponse:
    """Every detector and its cases; staff may let them look at other days."""
    if not may_read_city(request.user):
        raise Http404
    staff = is_staff(request.user)
    form = LookForm(initial=_last_year())
    status = 200
    if request.method == "POST":
        if not staff:
            raise Http404
        form = LookForm(request.POST)
        if form.is_valid():
            look.start(**form.cleaned_data, by=request.user, at=timezone.now())
            messages.success(
                request, _("The detectors are looking. What they find appears here.")
            )
            return redirect("city:integrity")
        status = 422
    context = _cases(request) | {
        "watches": pages.watches(on=timezone.localdate()),
        "form": form,
        "staff": staff,
    }
    return render(request, "city/integrity.html", context, status=status)


def _last_year() -> dict[str, Any]:
    today = timezone.localdate()
    return {"since": today - look.BACK, "until": today}


@for_the_city
def cases_export(request: HttpRequest) -> StreamingHttpResponse:
    """The cases of a state as a file, every page of the list."""
    state, detector = _asked(request)
    batches = pages.every_case(
        state=state, detector=detector, reader=request.user, size=CHUNK
    )
    return csv_file(f"cases-{state}", COLUMNS, batches)


def _asked(request: HttpRequest) -> tuple[FindingState, str]:
    """:raises BadRequest: if the address names no state, or no detector"""
    asked = request.GET.get("state", FindingState.OPEN)
    detector = request.GET.get("detector", "")
    if asked not in FindingState.values or (detector and detector not in BY_CODE):
        raise BadRequest("state")
    return FindingState(asked), detector


def _cases(request: HttpRequest) -> dict[str, Any]:
    state, detector = _asked(request)
    page = pages.cases(
        state=state, detector=detector, after=_after(request), reader=request.user
    )
    counted = pages.by_state()
    return {
        "lines": page.lines,
        "state": state,
        "detector": BY_CODE.get(detector),
        "states": [
            (one, counted.get(one, 0), query(request, state=one, after=None))
            for one in FindingState
        ],
        "all_url": query(request, detector=None, after=None),
        "export": query(request, after=None),
        "newer_url": query(request, after=None) if "after" in request.GET else None,
        "older_url": query(request, after=page.next.pk) if page.next else None,
    }


def _after(request: HttpRequest) -> Finding | None:
    if "after" not in request.GET:
        return None
    try:
        return Finding.objects.get(pk=UUID(request.GET["after"]))
    except (ValueError, Finding.DoesNotExist):
        raise BadRequest("after") from None


@never_cache
@login_required
@require_http_methods(ASKS)
def finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case with what shows it; staff say what becomes of it."""
    if not may_read_city(request.user):
        raise Http404
    found = get_object_or_404(pages.named(Finding.objects.all()), pk=pk)
    if request.method == "POST":
        if not is_staff(request.user):
            raise Http404
        form = CaseForm(request.POST, following=found.next_states)
        if form.is_valid():
            cases.decide(
                finding=found,
                new=form.chosen,
                words=form.cleaned_data["words"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("Noted."))
            return redirect("city:finding", pk=pk)
        return case_page(request, found, case=form)
    if "HX-Request" in request.headers:
        return render(request, "city/_take_back_job.html", _job(found))
    return case_page(request, found, status=200)


def case_page(
    request: HttpRequest,
    found: Finding,
    *,
    case: CaseForm | None = None,
    take_back: TakeBackForm | None = None,
    restrict: RestrictionForm | None = None,
    status: int = 422,
) -> HttpResponse:
    """The page of a case, with the form that was not in order as it was typed."""
    shown = _case(found, request.user)
    today = timezone.localdate()
    context = (
        shown
        | _job(found)
        | {
            "form": case or CaseForm(following=found.next_states),
            "decides": is_staff(request.user),
            "is_proved": found.state == FindingState.CONFIRMED,
            "take_back": take_back or TakeBackForm(auto_id="take-back-%s"),
            "restrict": restrict
            or restrictions_page.form(found, shown["people"], on=today),
            "restrictions": restrictions_page.lines(
                restrictions_page.of_case(found), reader=request.user, on=today
            ),
        }
    )
    return render(request, "city/finding.html", context, status=status)


def _job(found: Finding) -> dict[str, Any]:
    """How far its hours are taken back, and how many still count."""
    job = found.job
    result = job.result if job else {}
    told = {one["code"]: one["detail"] for one in result.get("refused", [])}
    return {
        "finding": found,
        "job": job,
        "counted": 0 if job and not job.finished_at else found.counted().count(),
        "refused": [
            {"count": count, "detail": told.get(code, code)}
            for code, count in result.get("refused_by_code", {}).items()
        ],
    }


def _case(found: Finding, reader: Account) -> dict[str, Any]:
    line = pages.lines([found], reader=reader)[0]
    return {
        "line": line,
        "says": line.detector.says(timezone.localdate()),
        "sessions": [
            (one, name_of_volunteer(one, reader=reader)) for one in found.evidence()
        ],
        "people": pages.people(found),
        "steps": pages.steps(found, reader=reader),
    }


@never_cache
@login_required
@require_http_methods(ASKS)
def questions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the city asks an organization, and what its people answer."""
    organization = get_object_or_404(
        Organization.objects.filter(pk__in=answered_organizations(request.user)), pk=pk
    )
    answered = None
    status = 200
    if request.method == "POST":
        answered = get_object_or_404(
            Finding.objects.filter(organization=organization),
            pk=_id(request.POST.get("finding", "")),
        )
        form = _answer_form(answered, request)
        if form.is_valid():
            words = form.cleaned_data["words"]
            cases.answer(
                finding=answered, words=words, by=request.user, at=timezone.now()
            )
            messages.success(request, _("Your answer is with the city."))
            return redirect("city:questions", pk=pk)
        status = 422
    asked = [
        _case(line.finding, request.user)
        | {"form": form if answered == line.finding else _answer_form(line.finding)}
        for line in pages.asked_of(organization, reader=request.user)
    ]
    context = {
        "organization": organization,
        "asked": asked,
        "looked_at": pages.looked_at(organization, reader=request.user),
    }
    return render(request, "city/questions.html", context, status=status)


def _answer_form(about: Finding, request: HttpRequest | None = None) -> AnswerForm:
    sent = request.POST if request else None
    return AnswerForm(sent, auto_id=f"{about.pk}-%s")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest("finding") from None
