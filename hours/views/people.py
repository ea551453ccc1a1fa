"""Whose hours wait: one person looked for at the desk."""

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hours.desk.asked import STATUS, Asked, read
from hours.models import Session
from volunteers.models import Volunteer
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.people_search import found, typed


@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desk_people(request: HttpRequest) -> HttpResponse:
    """Those with hours in the list one came from; a single one leads back to it."""
    asked = read(request.user, request.GET)
    if asked is None or asked.organization is None or asked.is_from_below:
        raise Http404
    status = 200
    if request.method == "POST":
        answer = typed(request, by_name=True, organization=asked.organization)
        if isinstance(answer, HttpResponse):
            return answer
        here, status = answer, 422
    else:
        here = found(request, _with_hours(asked), by_name=True)
        if here.search and not here.search.after and len(here.page.people) == 1:
            return redirect(_desk(asked, here.page.people[0]))
    context = {
        "asked": asked,
        "found": here,
        "lines": [(one, _desk(asked, one)) for one in here.page.people],
        "next_url": _address(asked, **here.next) if here.next else "",
        "first_url": _address(asked),
    }
    return render(request, "hours/desk_people.html", context, status=status)


def _with_hours(asked: Asked) -> VolunteerQuerySet:
    theirs = Session.objects.filter(
        volunteer=OuterRef("pk"),
        organization=asked.organization,
        status=STATUS[asked.view],
    )
    if asked.levels:
        theirs = theirs.filter(level__in=asked.levels)
    return Volunteer.objects.filter(Exists(theirs)).select_related("district")


def _desk(asked: Asked, person: Volunteer) -> str:
    return f"{reverse('hours:desk')}?{asked.query(volunteer=person.number)}"


def _address(asked: Asked, **place: str) -> str:
    return f"?{asked.query(volunteer=None, **place)}"
