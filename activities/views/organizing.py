"""For an organization's own: its activities, and one of them with its people."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.pages.organizing import OrganizedPage
from activities.permissions import organized_by, reads_roster
from volunteers.models import Organization

SIZE = 30
VIEWS = ("upcoming", "drafts", "past")


def organizing(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if the account does not speak for its activities"""
    return get_object_or_404(organized_by(request.user), pk=pk)


@require_safe
@login_required
def organized_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is to come, what is being written, and what is over."""
    one = organizing(request, pk)
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else VIEWS[0]
    page = Paginator(_of(one, view), SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "organization": one,
        "view": view,
        "page": page,
        "drafts": one.activities.filter(state=Activity.State.DRAFT).count(),
        "newer_url": _url(view, page.number - 1) if page.has_previous() else None,
        "older_url": _url(view, page.number + 1) if page.has_next() else None,
    }
    return render(request, "activities/organized_list.html", context)


def _of(one: Organization, view: str) -> QuerySet[Activity]:
    today = timezone.localdate()
    told = one.activities.exclude(state=Activity.State.DRAFT)
    found = {
        "upcoming": told.filter(ends_on__gte=today).order_by("starts_on", "pk"),
        "drafts": one.activities.filter(state=Activity.State.DRAFT).order_by("-pk"),
        "past": told.filter(ends_on__lt=today).order_by("-ends_on", "-pk"),
    }[view]
    return found.annotate(
        shift_count=Count("shifts"),
        seats_in_all=Sum("shifts__seats"),
        seats_taken=Sum("shifts__seated"),
    )


def _url(view: str, page: int) -> str:
    return f"?view={view}&page={page}"


def organized_one(request: HttpRequest, organization: UUID, pk: UUID) -> Activity:
    """:raises Http404: if neither its organizers' nor the city's staff ask"""
    named = Activity.objects.select_related(
        "organization", "site", "district", "policy"
    )
    one = get_object_or_404(named, pk=pk, organization=organization)
    if not reads_roster(request.user, one):
        raise Http404
    return one


@require_safe
@login_required
def organized(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """One activity: who comes, who waits, and what may be done with it."""
    page = OrganizedPage(
        activity=organized_one(request, organization, pk),
        reader=request.user,
        at=timezone.now(),
        asked=request.GET.get("shift", ""),
    )
    return show(request, page)


def show(
    request: HttpRequest, page: OrganizedPage, *, status: int = 200
) -> HttpResponse:
    context = {
        "activity": page.activity,
        "organization": page.activity.organization,
        "page": page,
    }
    return render(request, "activities/organized.html", context, status=status)
