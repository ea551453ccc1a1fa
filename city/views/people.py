"""People, looked for by number, name, initials or phone: the city's, or members."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from city.permissions import may_read_city
from city.views.organizations import readable
from volunteers.models import Volunteer
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.people_search import found, typed
from volunteers.permissions import is_staff, read_organizations

PAGE = "city/people.html"


@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def everybody(request: HttpRequest) -> HttpResponse:
    """Everybody registered; auditors see no names, and look by number only."""
    if not may_read_city(request.user):
        raise Http404
    return _people(
        request, Volunteer.objects.all(), with_names=is_staff(request.user), context={}
    )


@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def members(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An organization's members, for its people and the city."""
    one = readable(request, pk)
    own = one.pk in read_organizations(request.user)
    return _people(
        request,
        Volunteer.objects.members_of(one),
        with_names=own or is_staff(request.user),
        context={"organization": one},
    )


def _people(
    request: HttpRequest,
    people: VolunteerQuerySet,
    *,
    with_names: bool,
    context: dict[str, Any],
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        answer = typed(request, by_name=with_names)
        if isinstance(answer, HttpResponse):
            return answer
        found_here, status = answer, 422
    else:
        found_here = found(
            request, people.select_related("district"), by_name=with_names
        )
    search = found_here.search
    context |= {
        "found": found_here,
        "with_names": with_names,
        "first_url": request.path,
        "start_url": f"?search={search.token()}" if search else request.path,
        "next_url": f"?{urlencode(found_here.next)}" if found_here.next else "",
    }
    return render(request, PAGE, context, status=status)
