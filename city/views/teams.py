"""An organization's teams: its people read them, its administrators change them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.joining_forms import OneForm, PlaceForm, TeamForm
from city.members_strip import strip
from city.pages_by_id import rows_of
from city.permissions import runs_organization
from city.views.organizations import readable
from config.errors import RuleBroken
from volunteers.models import Organization, Team, TeamPlace
from volunteers.permissions import read_organizations
from volunteers.reveals import reads_name_in_lists
from volunteers.rules import members as rules

SIZE = 30
LEADERS = 5
ASKS = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_http_methods(ASKS)
def teams(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The organization's teams, and the form for a new one."""
    one = readable(request, pk)
    runs = _may_change(request, one)
    form = TeamForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = rules.make_team(
                organization=one,
                **form.cleaned_data,
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refused:
            form.add_error("name", refused.detail)
        else:
            messages.success(request, _("The team is made. Now take members into it."))
            return redirect("city:team", organization=one.pk, pk=made.pk)
    going = Team.objects.going().filter(organization=one)
    page = rows_of(request, going, size=SIZE)
    context = {
        "organization": one,
        "strip": strip(request, one),
        "runs": runs,
        "form": form,
        "page": page,
        "lines": _lines(page.rows),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "city/teams.html", context, status=status)


def _may_change(request: HttpRequest, one: Organization) -> bool:
    """:raises Http404: if somebody who only reads sends a change"""
    runs = runs_organization(request.user, one)
    if request.method == "POST" and not runs:
        raise Http404
    return runs


def _lines(rows: list[Team]) -> list[tuple[Team, int]]:
    """Each team with how many are in it."""
    inside = Count("places", filter=Q(places__until=None))
    counted = Team.objects.filter(pk__in=[one.pk for one in rows])
    counts = dict(counted.annotate(inside=inside).values_list("pk", "inside"))
    return [(one, counts.get(one.pk, 0)) for one in rows]


@never_cache
@login_required
@require_http_methods(ASKS)
def team(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """One team: who leads it and who is in it."""
    one = readable(request, organization)
    known = Team.objects.select_related("organization").filter(organization=one)
    this = get_object_or_404(known, pk=pk)
    runs = _may_change(request, one)
    act = request.POST.get("act", "")
    form = PlaceForm(request.POST if act == "place" else None, organization=one)
    if request.method == "POST":
        done = _act(request, this, act, form)
        if done:
            messages.success(request, done)
            gone = act == "close"
            return (
                redirect("city:teams", pk=one.pk)
                if gone
                else redirect("city:team", organization=one.pk, pk=this.pk)
            )
    context = _shown(request, one, this) | {"runs": runs, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "city/team.html", context, status=status)


def _shown(request: HttpRequest, one: Organization, this: Team) -> dict[str, Any]:
    held = TeamPlace.objects.current().filter(team=this)
    named = held.select_related("membership__volunteer")
    page = rows_of(request, named.filter(leads=False), size=SIZE)
    leaders = list(named.filter(leads=True).order_by("pk")[:SIZE])
    return {
        "organization": one,
        "team": this,
        "strip": strip(request, one),
        "page": page,
        "leaders": _named(request, one, leaders),
        "others": _named(request, one, page.rows),
    }


def _named(
    request: HttpRequest, one: Organization, places: list[TeamPlace]
) -> list[tuple[TeamPlace, str]]:
    """Each with the name as the reader may see it in lists."""
    own = one.pk in read_organizations(request.user)
    administers = runs_organization(request.user, one)
    today = timezone.localdate()
    people = [(held, held.membership.volunteer) for held in places]
    return [
        (
            held,
            person.name
            if own and reads_name_in_lists(person, administers=administers, on=today)
            else person.masked_name,
        )
        for held, person in people
    ]


def _act(request: HttpRequest, this: Team, act: str, form: PlaceForm) -> str | None:
    """What was done, in words; None where the page shows what is wrong."""
    about: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if act == "close":
        rules.close_team(team=this, **about)
        return _("The team is dissolved. Its people stay members.")
    if act == "place":
        if not form.is_valid():
            return None
        said = form.cleaned_data
        try:
            rules.place(
                team=this, membership=said["membership"], leads=said["leads"], **about
            )
        except RuleBroken as refused:
            form.add_error("number", refused.detail)
            return None
        return _("Taken into the team.")
    held = _place_named(request, this)
    if act == "take_out":
        rules.take_out(place=held, **about)
        return _("Taken out of the team.")
    if act not in ("lead", "follow"):
        raise BadRequest("act")
    rules.place(team=this, membership=held.membership, leads=act == "lead", **about)
    return _("Saved.")


def _place_named(request: HttpRequest, this: Team) -> TeamPlace:
    form = OneForm(request.POST)
    if not form.is_valid():
        raise BadRequest("one")
    named = TeamPlace.objects.select_related(
        "team__organization", "membership__volunteer"
    )
    return get_object_or_404(named, team=this, pk=form.cleaned_data["one"])
