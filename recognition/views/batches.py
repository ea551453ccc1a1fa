"""Certificates of many at once, for an organization's administrators."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from config import job_files
from config.errors import RuleBroken
from config.models import Job
from config.refusals import say_in
from hours.exports.errors import ExportGone
from recognition.batches import making
from recognition.batches.chosen import Wanted
from recognition.permissions import may_certify
from volunteers.application_form import PlainField
from volunteers.models import Organization, Team

SHOWN = 10


def _calendar() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class BatchForm(forms.Form):
    """Whose service, and from when to when."""

    first = forms.DateField(label=_("From"), widget=_calendar())
    last = forms.DateField(label=_("To"), widget=_calendar())
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Team"),
        required=False,
        empty_label=_("All members who served"),
    )
    numbers = PlainField(
        label=_("Volunteer numbers"),
        max_length=60_000,
        required=False,
        help_text=_("Only these people: one number in a line. Empty means all."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, organization: Organization, **more: Any) -> None:
        super().__init__(*args, **more)
        teams = Team.objects.going().filter(organization=organization)
        self.fields["team"].queryset = teams.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must not be before the first one."))
        return said


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was made lately, and a form to make more."""
    organization = _own(request, pk)
    today = timezone.localdate()
    begins = {"first": today.replace(month=1, day=1), "last": today}
    sent = request.POST if request.method == "POST" else None
    form = BatchForm(sent, initial=begins, organization=organization)
    if form.is_valid():
        try:
            job = making.begin(
                wanted=Wanted(organization, **form.cleaned_data),
                language=translation.get_language() or "zh-hans",
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refused:
            say_in(form, refused)
        else:
            return redirect("recognition:batch", job.pk)
    latest = making.batches_of(request.user).filter(
        arguments__organization=f"{organization.pk}"
    )
    context = {
        "organization": organization,
        "form": form,
        "lines": [_line(one) for one in latest.order_by("-created_at")[:SHOWN]],
    }
    status = 422 if form.errors else 200
    return render(request, "recognition/batches.html", context, status=status)


@never_cache
@login_required
@require_safe
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far they are; it asks again by itself while they are made."""
    job, organization = _begun(request, pk)
    part = "HX-Request" in request.headers
    template = "recognition/_batch.html" if part else "recognition/batch.html"
    return render(request, template, {"organization": organization, **_line(job)})


@never_cache
@login_required
@require_safe
def archive(request: HttpRequest, pk: UUID) -> FileResponse:
    """
    All of them, for who began it, for a day after it was done.

    :raises ExportGone: if they are not done yet, or it is past its time
    """
    job, organization = _begun(request, pk)
    if not job_files.can_be_fetched(job, making.ENDING, at=timezone.now()):
        raise ExportGone
    return FileResponse(
        job_files.path_of(job, making.ENDING).open("rb"),
        as_attachment=True,
        filename=f"{organization.name}-{job.arguments['last']}.zip",
        content_type="application/zip",
        headers={"Cache-Control": "private, no-store"},
    )


def _own(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if its certificates are not the reader's to make"""
    organization = get_object_or_404(Organization, pk=pk)
    if not may_certify(request.user, organization):
        raise Http404
    return organization


def _begun(request: HttpRequest, pk: UUID) -> tuple[Job, Organization]:
    job = get_object_or_404(making.batches_of(request.user), pk=pk)
    return job, _own(request, UUID(job.arguments["organization"]))


def _line(job: Job) -> dict[str, Any]:
    return {
        "job": job,
        "made": job.result.get("printed", 0),
        "first": date.fromisoformat(job.arguments["first"]),
        "last": date.fromisoformat(job.arguments["last"]),
        "can_be_fetched": job_files.can_be_fetched(
            job, making.ENDING, at=timezone.now()
        ),
        "until": job_files.until(job),
    }
