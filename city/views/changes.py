"""What was changed, by whom: for those concerned, the newest first."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from city.changes import (
    Scope,
    changes_page,
    of_organization,
    of_person,
    of_site,
    of_the_city,
)
from city.permissions import may_read_city, reads_changes_of_site, runs_organization
from city.views.asking import for_the_city, page_of, query
from volunteers.models import Organization, Site, Volunteer
from volunteers.permissions import wards_acted_for


@require_safe
@login_required
def of_mine(request: HttpRequest) -> HttpResponse:
    """What changed in my data."""
    scope = of_person(request.user.as_volunteer, request.user, ones_own=True)
    return _changes(
        request,
        scope,
        about=_("What changed in my data"),
        back=(reverse("city:my_data"), _("My data")),
    )


@require_safe
@login_required
def of_ward(request: HttpRequest, number: str) -> HttpResponse:
    """What changed in the data of a child, for the guardian who acts for it."""
    wards = {one.number: one for one in wards_acted_for(request.user)}
    if number not in wards:
        raise Http404
    back = reverse("city:ward", args=[number])
    child = wards[number]
    scope = of_person(child, None, ones_own=True)
    return _changes(request, scope, about=child.name, back=(back, child.name))


@require_safe
@login_required
def of_one_organization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What changed in an organization, for its administrators and the city."""
    one = get_object_or_404(Organization, pk=pk)
    if not (runs_organization(request.user, one) or may_read_city(request.user)):
        raise Http404
    back = reverse("city:organization", args=[one.pk])
    return _changes(
        request, of_organization(one), about=one.label, back=(back, one.label)
    )


@require_safe
@login_required
def of_one_site(request: HttpRequest, code: str) -> HttpResponse:
    """What changed at a site, for those who keep it and the city."""
    one = get_object_or_404(Site, code=code)
    if not reads_changes_of_site(request.user, one):
        raise Http404
    back = reverse("city:site", args=[code])
    return _changes(request, of_site(one), about=one.label, back=(back, one.label))


@for_the_city
def of_volunteer(request: HttpRequest, number: str) -> HttpResponse:
    """What changed in a person's data, masked, for the city."""
    people = Volunteer.objects.select_related("account")
    person = get_object_or_404(people, number=number)
    back = reverse("city:volunteer", args=[number])
    return _changes(
        request,
        of_person(person, person.account),
        about=f"{person.masked_name} · {number}",
        back=(back, number),
    )


@for_the_city
def of_city(request: HttpRequest) -> HttpResponse:
    """What changed of the city's numbers, districts and own offices."""
    return _changes(
        request,
        of_the_city(),
        about=_("The city's numbers, districts and offices"),
        back=(reverse("city:city"), _("City overview")),
    )


def _changes(
    request: HttpRequest, scope: Scope, *, about: str, back: tuple[str, str]
) -> HttpResponse:
    page = page_of(
        lambda cursor: changes_page(scope, reader=request.user, cursor=cursor), request
    )
    context = {
        "about": about,
        "back_url": back[0],
        "back_title": back[1],
        "lines": page.lines,
        "newer_url": query(request, cursor=None) if request.GET.get("cursor") else None,
        "older_url": query(request, cursor=page.next) if page.next else None,
    }
    return render(request, "city/changes.html", context)
