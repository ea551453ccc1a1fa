"""Where hours come in as a file: the form, the blank sheets, what was sent before."""

import hashlib
from datetime import datetime, timedelta
from functools import partial
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activities.models import ServiceField
from config.errors import RuleBroken
from config.models import Job
from config.once import once
from config.pulse import felt
from config.sheets import MOST_ROWS
from hours.import_page import blank
from hours.import_page.columns import explained
from hours.import_page.forms import UploadForm, is_too_large
from hours.import_page.uploads import keep
from hours.imports import stage, validate
from hours.models import Import, Upload
from hours.permissions import may_import
from volunteers.models import Account, Organization

ON_A_PAGE = 20
UPLOADS_SHOWN = 5
UPLOADS_TOLD = timedelta(days=1)  # of those that could not be read
# A file of this size is read and checked while its sender waits.
READ_AT_ONCE = 100_000  # bytes


def importing(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if the account brings no hours for the organization"""
    one = get_object_or_404(Organization, pk=pk)
    if not may_import(request.user, one):
        raise Http404
    return one


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a file; below, the ones before. The file is posted to this address."""
    organization = importing(request, pk)
    if request.method == "POST":
        return _receive(request, organization)
    return _start(request, organization, UploadForm())


def _start(
    request: HttpRequest, organization: Organization, form: UploadForm
) -> HttpResponse:
    known = Import.objects.filter(organization=organization).newest_first()
    page = Paginator(
        known.select_related("staged_by__volunteer", "job"), ON_A_PAGE
    ).get_page(request.GET.get("page"))
    lately = timezone.now() - UPLOADS_TOLD
    sent = Upload.objects.filter(organization=organization).unread(lately)
    here = f"{request.path}?page="
    context = {
        "organization": organization,
        "form": form,
        "columns": explained(),
        "fields": ServiceField.objects.all(),
        "largest": _megabytes(),
        "most_rows": MOST_ROWS,
        "page": page,
        "uploads": sent.newest_first()[:UPLOADS_SHOWN] if page.number == 1 else [],
        "newer_url": f"{here}{page.number - 1}" if page.has_previous() else "",
        "older_url": f"{here}{page.number + 1}" if page.has_next() else "",
    }
    status = 422 if form.errors else 200
    return render(request, "hours/imports.html", context, status=status)


def _megabytes() -> int:
    return settings.LARGEST_UPLOAD // 2**20


def _receive(request: HttpRequest, organization: Organization) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if is_too_large(request):
        form.refuse(
            _("This file is larger than %(size)s MB. Please send it in several parts.")
            % {"size": _megabytes()}
        )
    if not form.is_valid():
        return _start(request, organization, form)
    file = form.cleaned_data["file"]
    act = partial(_take, file, organization, request.user, timezone.now())
    try:
        taken = once(key=_key(form), by=request.user, act=act, stands=_stands)
    except RuleBroken as broken:
        form.refuse(broken.detail)
        return _start(request, organization, form)
    if "upload" in taken:
        return redirect("hours:upload", organization.pk, taken["upload"])
    return redirect("hours:import", organization.pk, taken["import"])


def _take(
    file: UploadedFile, organization: Organization, by: Account, at: datetime
) -> dict[str, Any]:
    if (file.size or 0) > READ_AT_ONCE:
        upload = keep(file=file, organization=organization, by=by, at=at)
        return {"upload": str(upload.pk)}
    imported = stage(
        organization=organization,
        file=cast(BinaryIO, file.file),
        name=file.name or "",
        by=by,
        at=at,
    )
    validate(imported=imported, by=by, at=at)
    return {"import": str(imported.pk)}


def _key(form: UploadForm) -> str:
    """The same for the same file sent by the same form, however often."""
    digest = hashlib.sha256(form.cleaned_data["form"].bytes)
    for piece in form.cleaned_data["file"].chunks():
        digest.update(piece)
    return digest.hexdigest()


def _stands(taken: dict[str, Any]) -> bool:
    if "upload" in taken:
        return Upload.objects.filter(pk=taken["upload"]).exists()
    return Import.objects.filter(pk=taken["import"]).exists()


@login_required
@require_safe
def upload(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """A file that is being read; once it has been, on to what stands in it."""
    one = importing(request, organization)
    sent = get_object_or_404(
        Upload.objects.select_related("job", "imported", "account__volunteer"),
        organization=one,
        pk=pk,
    )
    if sent.imported_id and (sent.job is None or sent.job.finished_at):
        return redirect("hours:import", one.pk, sent.imported_id)
    context: dict[str, Any] = {"organization": one, "upload": sent}
    if sent.job:
        context |= working(sent.job, sent.imported)
    if sent.problem:
        context["problem"] = sent.problem.get(get_language() or "")
    elif sent.job and sent.job.problem:
        context["problem"] = _("It stopped because of an error.")
    is_part = "HX-Request" in request.headers
    name = "hours/_upload.html" if is_part else "hours/upload.html"
    return render(request, name, context)


def working(job: Job, found: Import | None) -> dict[str, Any]:
    """What is going on, and how far it is."""
    done, total = felt(job)
    return {"job": job, "done": done, "total": total or (found.rows if found else 0)}


@login_required
@require_safe
def blank_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The empty sheet as CSV."""
    importing(request, pk)
    content = blank.as_csv(today=timezone.localdate())
    return _download(content, "hours.csv", "text/csv; charset=utf-8")


@login_required
@require_safe
def blank_xlsx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The empty sheet as XLSX, with the fields of service and the activities."""
    one = importing(request, pk)
    content = blank.as_xlsx(organization=one, today=timezone.localdate())
    return _download(
        content,
        "hours.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": disposition}
    )
