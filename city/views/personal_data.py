"""One person's data: masked, and shown for a reason that the person can read."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from city.looks import looks_at
from city.permissions import may_read_city
from city.reveal_form import RevealForm, came_from
from config.templatetags.ui import full_day
from volunteers import rules
from volunteers.masking import mask_birth_date, mask_document, mask_phone_end
from volunteers.models import Kind, Volunteer
from volunteers.permissions import is_staff
from volunteers.reveals import right_over


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def personal_data(request: HttpRequest, number: str) -> HttpResponse:
    """POST shows what was asked for, once: it is in no address and kept nowhere."""
    people = Volunteer.objects.select_related("district", "home_site")
    person = get_object_or_404(people, number=number)
    right = right_over(request.user, person, on=timezone.localdate())
    reads_log = may_read_city(request.user)
    if right is None and not reads_log:
        raise Http404
    shown: dict[Kind, str] = {}
    form, status = None, 200
    if right is not None:
        sent = request.POST if request.method == "POST" else None
        form = RevealForm(
            sent,
            volunteer=person,
            right=right,
            initial={"page": came_from(request)},
        )
        if form.is_bound and form.is_valid():
            shown = rules.reveal(
                volunteer=person,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        elif form.is_bound:
            status = 422
    elif request.method == "POST":
        raise Http404
    context = {
        "person": person,
        "facts": _facts(person, shown),
        "shown": bool(shown),
        "form": form,
        "looks": looks_at(person) if reads_log else None,
        "may_close": is_staff(request.user)
        and person.account_id is None
        and person.status != Volunteer.Status.CLOSED,
    }
    return render(request, "city/personal_data.html", context, status=status)


def _facts(person: Volunteer, shown: dict[Kind, str]) -> list[dict[str, Any]]:
    """Each kind of data, as far as it is shown."""
    masked = {
        Kind.NAME: person.masked_name,
        Kind.PHONE: mask_phone_end(person.phone_last4),
        Kind.BIRTH_DATE: mask_birth_date(),
        Kind.DOCUMENT: mask_document(person.document_last4),
    }
    return [
        {
            "label": kind.label,
            "value": _said(kind, shown[kind]) if kind in shown else value,
            "is_shown": kind in shown,
        }
        for kind, value in masked.items()
    ]


def _said(kind: Kind, value: str) -> str:
    born = parse_date(value) if kind == Kind.BIRTH_DATE else None
    return str(full_day(born)) if born else value
