"""Exports of sessions on pages: begin one, see how far it is, fetch it."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from config import job_files
from config.models import Job
from hours.exports import background, kept
from hours.exports.errors import ExportRunning
from hours.exports.fetching import fetch
from hours.permissions import exports_anything, may_export, sees_names_of
from volunteers.models import Account, Organization
from volunteers.permissions import answered_organizations, reads_the_city

SHOWN = 20
WHOLE_CITY = "city"
FIRST_YEAR, LAST_YEAR = 1900, 2200


class ExportForm(forms.Form):
    """Which sessions, and what kind of file."""

    organization = forms.ChoiceField(label=_("Whose sessions"))
    year = forms.IntegerField(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    format = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[
            (background.CSV, _("CSV, for any number of sessions")),
            (background.XLSX, _("Excel, for up to 200,000 sessions")),
        ],
    )

    def __init__(
        self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["organization"]).choices = choices


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """What one exported lately, and a form to begin another."""
    if not exports_anything(request.user):
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    asked = _organization(request.user, sent.get("organization", ""))
    choices = _choices(request.user, asked)
    if request.method != "POST":
        first = {
            "organization": str(asked.pk) if asked else choices[0][0],
            "year": sent.get("year") or timezone.localdate().year,
        }
        return _shown(request, ExportForm(initial=first, choices=choices))
    form = ExportForm(sent, choices=choices)
    if not form.is_valid():
        return _shown(request, form, status=422)
    return _begun(request, **form.cleaned_data)


def _organization(account: Account, asked: str) -> Organization | None:
    """:raises Http404: if its sessions are not the account's to export"""
    if asked in ("", WHOLE_CITY):
        return None
    try:
        pk = UUID(asked)
    except ValueError:
        raise Http404 from None
    if not may_export(account, pk):
        raise Http404
    return get_object_or_404(Organization, pk=pk)


def _choices(account: Account, asked: Organization | None) -> list[tuple[str, Any]]:
    """What the account may choose from: its own, and all for the city."""
    own = Organization.objects.filter(pk__in=answered_organizations(account))
    known = {one.pk: one.label for one in [*own, *([asked] if asked else [])]}
    whole = [(WHOLE_CITY, _("The whole city"))] if reads_the_city(account) else []
    return [*whole, *((str(pk), label) for pk, label in known.items())]


def _begun(
    request: HttpRequest,
    *,
    organization: str,
    year: int,
    format: str,  # noqa: A002 (the form's field)
) -> HttpResponse:
    try:
        job = background.begin(
            year=year,
            organization=None if organization == WHOLE_CITY else UUID(organization),
            language=translation.get_language() or "zh-hans",
            format=format,
            by=request.user,
            at=timezone.now(),
        )
    except ExportRunning as running:
        messages.info(request, running.detail)
        job = background.exports_of(request.user).unfinished().latest("created_at")
    return redirect("hours:export", pk=job.pk)


def _shown(
    request: HttpRequest, form: ExportForm, *, status: int = 200
) -> HttpResponse:
    latest = background.exports_of(request.user).order_by("-created_at", "-id")[:SHOWN]
    context = {"form": form, "lines": _lines(list(latest))}
    return render(request, "hours/exports.html", context, status=status)


@login_required
@require_safe
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far an export is; it asks again by itself while it runs."""
    job = get_object_or_404(background.exports_of(request.user), pk=pk)
    part = "HX-Request" in request.headers
    return render(
        request,
        "hours/_export.html" if part else "hours/export.html",
        {"line": _lines([job])[0], "masked": _is_masked(request.user, job)},
    )


def _lines(jobs: list[Job]) -> list[dict[str, Any]]:
    """Each export with its organization, and whether its file is still there."""
    now = timezone.now()
    asked = {job.arguments["organization"] for job in jobs} - {None}
    known = Organization.objects.in_bulk([UUID(pk) for pk in asked])
    return [
        {
            "job": job,
            "organization": known.get(UUID(pk)) if pk else None,
            "can_be_fetched": kept.can_be_fetched(job, at=now),
            "until": job_files.until(job),
        }
        for job in jobs
        for pk in [job.arguments["organization"]]
    ]


def _is_masked(account: Account, job: Job) -> bool:
    pk = job.arguments["organization"]
    return not sees_names_of(account, UUID(pk) if pk else None)


@login_required
@require_safe
def export_file(request: HttpRequest, pk: UUID) -> FileResponse:
    """The file, for who began the export, for a day after it was done."""
    return fetch(pk=pk, by=request.user, at=timezone.now())
