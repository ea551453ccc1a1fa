"""My data: what is kept of me, who looked at it, and what I may do with it."""

from io import BytesIO
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from city.looks import looks_at
from city.merged_page import merged_into
from config.templatetags.ui import full_day
from volunteers.masking import mask_document, mask_phone
from volunteers.models import Account, Volunteer
from volunteers.own_data import parts
from volunteers.own_data.archive import write_archive


@require_safe
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept of me, and who looked at it."""
    person = request.user.as_volunteer
    context = {
        "volunteer": person,
        "facts": _facts(request.user, person),
        "looks": looks_at(person) if person else [],
        "merges": merged_into(person) if person else [],
    }
    return render(request, "city/my_data.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_export(request: HttpRequest) -> HttpResponseBase:
    """What the archive holds; POST makes it, so that no link of others does."""
    if request.method == "POST":
        return _archive(request)
    language = "en" if get_language() == "en" else "zh-hans"
    titles = [part.title.heading(language) for part in parts()]
    return render(request, "city/my_export.html", {"titles": titles})


def _archive(request: HttpRequest) -> FileResponse:
    now = timezone.now()
    file = BytesIO()
    write_archive(file, request.user, language=get_language() or "zh-hans", at=now)
    file.seek(0)
    name = f"my-data-{timezone.localdate(now)}.zip"
    return FileResponse(file, as_attachment=True, filename=name)


def _facts(account: Account, person: Volunteer | None) -> list[dict[str, Any]]:
    """What identifies oneself; numbers stay masked, for others may look on."""
    said = {
        _("User name"): account.username,
        _("E-mail"): account.email,
        _("Phone to sign in"): mask_phone(account.phone),
    }
    if person:
        said |= {
            _("Name"): person.name,
            _("Volunteer number"): person.number,
            _("Phone"): mask_phone(person.phone),
            _("Document"): str(person.get_document_type_display()),
            _("Document number"): mask_document(person.document_last4),
            _("Date of birth"): str(full_day(person.birth_date)),
            _("Home district"): person.district.label,
            _("Practice station"): person.home_site.label if person.home_site else "",
            _("Registered on"): str(full_day(person.registered_at)),
        }
    return [{"label": label, "value": value} for label, value in said.items() if value]
