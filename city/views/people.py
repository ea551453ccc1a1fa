"""People, looked for by number, name, initials or phone: the city's, or members."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from city.members_strip import strip
from city.permissions import may_read_city
from city.taken_over import taken_over_from
from city.views.organizations import readable
from volunteers.models import Organization, Takeover, Volunteer
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.people_search import Found, found, typed
from volunteers.permissions import (
    administered_organizations,
    is_staff,
    read_organizations,
)
from volunteers.reveals import reads_name_in_lists
from volunteers.scopes import receiving_organizations

PAGE = "city/people.html"


@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def everybody(request: HttpRequest) -> HttpResponse:
    """Everybody registered; auditors see no names, and look by number only."""
    if not may_read_city(request.user):
        raise Http404
    return _people(request, Volunteer.objects.all(), with_names=is_staff(request.user))


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
        organization=one,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One person as the reader may see them; ``name`` is masked where it must be."""

    person: Volunteer
    name: str


def _people(
    request: HttpRequest,
    people: VolunteerQuerySet,
    *,
    with_names: bool,
    organization: Organization | None = None,
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        answer = typed(request, by_name=with_names, organization=organization)
        if isinstance(answer, HttpResponse):
            return answer
        found_here, status = answer, 422
    else:
        found_here = found(
            request, people.select_related("district"), by_name=with_names
        )
    search = found_here.search
    context = {
        "organization": organization,
        "strip": strip(request, organization) if organization else [],
        "taken_over": _taken_over(request, organization) if organization else [],
        "found": found_here,
        "lines": _lines(request, found_here, organization)
        if with_names
        else [Line(one, one.masked_name) for one in found_here.page.people],
        "with_names": with_names,
        "first_url": request.path,
        "start_url": f"?search={search.token()}" if search else request.path,
        "next_url": f"?{urlencode(found_here.next)}" if found_here.next else "",
    }
    return render(request, PAGE, context, status=status)


def _taken_over(request: HttpRequest, organization: Organization) -> list[Takeover]:
    """For those who register people for it: they kept the records."""
    if organization.pk not in receiving_organizations(request.user):
        return []
    return taken_over_from(organization, reader=request.user, at=timezone.now())


def _lines(
    request: HttpRequest, here: Found, organization: Organization | None
) -> list[Line]:
    """
    The people with the names the reader may see without giving a reason.

    Those are one's own organization's members, minors for its administrators only;
    and for staff whom they looked for by name or phone: that is written down.
    """
    account, today = request.user, timezone.localdate()
    if organization and organization.pk in read_organizations(account):
        administers = organization.pk in administered_organizations(account)
        seen = [
            reads_name_in_lists(one, administers=administers, on=today)
            for one in here.page.people
        ]
    else:
        wanted = here.search.wanted(by_name=True) if here.search else None
        is_noted = wanted is not None and wanted.column != "number"
        seen = [is_noted for _one in here.page.people]
    return [
        Line(one, one.name if whole else one.masked_name)
        for one, whole in zip(here.page.people, seen, strict=True)
    ]
