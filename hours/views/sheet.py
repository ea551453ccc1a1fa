"""A roster on paper: which there are, one to print, and what it says afterwards."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from activities.models import Shift
from hours.permissions import may_record
from hours.roster_page.forms import RosterForm
from hours.roster_page.page import RosterPage
from hours.sheet.page import SheetPage, shifts_around
from hours.sheet.printing import as_pdf
from volunteers.models import Organization


def _recording(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if the account does not record for everybody there"""
    one = get_object_or_404(Organization, pk=pk)
    if not may_record(request.user, one):
        raise Http404
    return one


def _shift(request: HttpRequest, organization: UUID, pk: UUID) -> Shift:
    one = _recording(request, organization)
    held = Shift.objects.with_names().filter(activity__in=one.activities.held())
    return get_object_or_404(held, pk=pk)


@never_cache
@login_required
@require_safe
def sheets(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The shifts of these days, each to print and to enter."""
    one = _recording(request, pk)
    shifts = shifts_around(one, at=timezone.now())[:200]
    context = {"organization": one, "shifts": shifts, "now": timezone.now()}
    return render(request, "hours/sheets.html", context)


@never_cache
@login_required
@require_safe
def sheet(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Who has a seat, with a code for each line, to print."""
    page = _page(request, organization, pk)
    return render(request, "hours/sheet.html", {"page": page})


@never_cache
@login_required
@require_safe
def sheet_pdf(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """The same as a file."""
    page = _page(request, organization, pk)
    name = f"roster-{page.shift.date}.pdf"
    return HttpResponse(
        as_pdf(page),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter_sheet(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """
    Who came, by what was ticked on paper or is scanned; then the roster as always.

    Nothing is recorded here: what is shown next is judged and confirmed as a roster
    that somebody typed.
    """
    page = _page(request, organization, pk)
    if request.method == "POST":
        page.sent = request.POST
        if "look" in request.POST and page.came and not page.unknown:
            return _look(request, page)
    is_wrong = request.method == "POST" and "look" in request.POST
    context = {"page": page, "is_wrong": is_wrong}
    status = 422 if is_wrong else 200
    return render(request, "hours/enter_sheet.html", context, status=status)


def _page(request: HttpRequest, organization: UUID, pk: UUID) -> SheetPage:
    shift = _shift(request, organization, pk)
    return SheetPage(shift=shift, reader=request.user, at=timezone.now())


def _look(request: HttpRequest, page: SheetPage) -> HttpResponse:
    form = RosterForm(page.roster(), organization=page.organization)
    roster = RosterPage(form=form, account=request.user, at=page.at, is_sent=True)
    roster.looks = form.is_valid()
    context = {"page": roster, "organization": page.organization}
    status = 200 if roster.looks else 422
    return render(request, "hours/roster.html", context, status=status)
