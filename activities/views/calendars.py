"""Calendars for other programs; and the address of one's own, to be renewed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from activities import rules
from activities.calendar import Event, calendar
from activities.models import CalendarAddress, Shift
from activities.pages.calendars import event_of, of_activities, of_person
from activities.permissions import visible_activities
from config.address import address_of
from volunteers.models import Organization, Site

TYPE = "text/calendar; charset=utf-8"
A_QUARTER = 900  # seconds


def _file(name: str, events: list[Event], *, file: str = "activities") -> HttpResponse:
    response = HttpResponse(
        calendar(name, events), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    return response


@require_safe
def of_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One shift, for one's own calendar."""
    shift = get_object_or_404(Shift.objects.with_names(), pk=pk)
    if not visible_activities(request.user).filter(pk=shift.activity_id).exists():
        raise Http404
    return _file(shift.activity.label, [event_of(shift)], file="shift")


@cache_control(public=True, max_age=A_QUARTER)
@require_safe
def of_organization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What an organization does, for anybody."""
    one = get_object_or_404(Organization.objects.public(), pk=pk)
    events = of_activities(Q(organization=one), at=timezone.now())
    return _file(one.label, events)


@cache_control(public=True, max_age=A_QUARTER)
@require_safe
def of_site(request: HttpRequest, code: str) -> HttpResponse:
    """What happens at a site and those below it, for anybody."""
    one = get_object_or_404(Site, code=code)
    below = Site.objects.at_or_below([one.pk])
    return _file(one.label, of_activities(Q(site__in=below), at=timezone.now()))


@never_cache
@require_safe
def of_mine(request: HttpRequest, secret: str) -> HttpResponse:
    """What somebody has signed up for, for whoever knows the address."""
    kept = CalendarAddress.objects.select_related("account__volunteer")
    one = get_object_or_404(kept, secret=secret, account__is_active=True)
    events = of_person(one.account, at=timezone.now())
    return _file(_("My service"), events)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """The address of my calendar; POST makes one, or another, or ends it."""
    if request.method == "POST":
        return _change(request)
    kept = CalendarAddress.objects.filter(account=request.user).first()
    context = {
        "kept": kept,
        "address": address_of("activities:my_calendar", kept.secret) if kept else "",
    }
    return render(request, "activities/my_calendar.html", context)


def _change(request: HttpRequest) -> HttpResponse:
    if "end" in request.POST:
        rules.end_calendar(by=request.user, at=timezone.now())
        messages.success(request, _("Ended. The address leads nowhere now."))
    else:
        rules.renew_calendar(by=request.user, at=timezone.now())
        messages.success(request, _("This is the address, for your program alone."))
    return redirect("activities:my_calendar_address")
