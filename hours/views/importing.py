"""One import: its rows before, what it came to, and the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from config.asked import whole
from config.errors import RuleBroken
from hours.import_page import preview, steps
from hours.import_page.discard import discard
from hours.import_page.outcome import outcome
from hours.imports import bad_rows_as_csv
from hours.models import Import
from hours.views.imports import importing, working
from volunteers.models import Organization


def _found(
    request: HttpRequest, organization: UUID, pk: UUID
) -> tuple[Organization, Import]:
    one = importing(request, organization)
    known = Import.objects.filter(organization=one)
    related = ("job", "staged_by__volunteer")
    return one, get_object_or_404(known.select_related(*related), pk=pk)


@login_required
@require_safe
def imported(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """What stands in the file; or what is going on, or what it came to."""
    one, found = _found(request, organization, pk)
    context: dict[str, Any] = {"organization": one, "found": found}
    is_part = "HX-Request" in request.headers
    if found.job and found.is_at_work:
        context |= working(found.job, found)
    elif is_part:
        return HttpResponse(headers={"HX-Refresh": "true"})
    elif found.is_waiting:
        context |= _preview(request, found)
    else:
        context["done"] = outcome(found)
    context["problem"] = _problem(found)
    name = "hours/_import.html" if is_part else "hours/import.html"
    return render(request, name, context)


def _preview(request: HttpRequest, found: Import) -> dict[str, Any]:
    only = request.GET.get("only", "")
    after = request.GET.get("after", "")
    page = preview.page(imported=found, only=only, after=whole(after) or 0)
    query = f"?only={only}&after=" if only in preview.VERDICTS else "?after="
    return {
        "page": page,
        "only": only,
        "first_url": query.partition("after=")[0].rstrip("&") or request.path
        if after
        else "",
        "next_url": f"{query}{page.after}" if page.after else "",
    }


def _problem(found: Import) -> str:
    """Why the last act on it, done in the background, came to nothing."""
    job = found.job
    if job is None or job.finished_at is None:
        return ""
    if job.problem:
        return _("It stopped because of an error.")
    return job.result.get("problem", {}).get(get_language() or "", "")


def _carry_out(
    request: HttpRequest, kind: str, organization: UUID, pk: UUID, **choices: bool
) -> HttpResponse:
    """Do it and show the import, with a word on why if it was refused."""
    one, found = _found(request, organization, pk)
    try:
        steps.carry_out(
            kind, imported=found, by=request.user, at=timezone.now(), **choices
        )
    except RuleBroken as broken:
        messages.error(request, broken.detail)
    return redirect("hours:import", one.pk, found.pk)


@login_required
@require_POST
def check(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Judge the rows again, as things stand now."""
    return _carry_out(request, steps.CHECK, organization, pk)


@login_required
@require_POST
def load(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Submit the sessions of all rows, or of all but the bad ones."""
    skip_bad = "skip_bad" in request.POST
    return _carry_out(request, steps.LOAD, organization, pk, skip_bad=skip_bad)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Ask, then withdraw all that the import brought."""
    if request.method == "POST":
        return _carry_out(request, steps.UNDO, organization, pk)
    one, found = _found(request, organization, pk)
    done = outcome(found)
    if not done.can_be_undone:
        return redirect("hours:import", one.pk, found.pk)
    context = {"organization": one, "found": found, "done": done}
    return render(request, "hours/import_undo.html", context)


@login_required
@require_POST
def drop(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Import nothing of it; pressed twice, it is gone all the same."""
    one = importing(request, organization)
    found = Import.objects.filter(organization=one, pk=pk).first()
    if found is not None:
        discard(imported=found, by=request.user)
    messages.info(request, _("Nothing of this file was imported."))
    return redirect("hours:imports", one.pk)


@login_required
@require_safe
def problems(
    request: HttpRequest, organization: UUID, pk: UUID
) -> StreamingHttpResponse:
    """The rows that cannot be added, with their reasons, as CSV."""
    _one, found = _found(request, organization, pk)
    return StreamingHttpResponse(
        bad_rows_as_csv(imported=found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="problems.csv"'},
    )
