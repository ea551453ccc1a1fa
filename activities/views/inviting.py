"""Inviting to what is for the invited only: members, teams, anybody by number."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from activities import rules
from activities.models import Activity
from activities.pages.inviting import InvitingPage
from activities.row_forms import InviteForm
from activities.views.organizing import organized_one, organizing
from config.asked import uuid_or_404
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.models import Team, Volunteer
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.people_search import Found, found, typed
from volunteers.permissions import administered_organizations
from volunteers.rules.members import named_person


@never_cache
@sensitive_post_parameters("q", "name")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inviting(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Members to look through, teams, and who is invited; POST invites or looks."""
    organizing(request, organization)
    one = organized_one(request, organization, pk)
    if not one.is_published:
        raise Http404
    if "q" in request.POST:
        return _look(request, one)
    if request.method == "POST":
        return _invite(request, one)
    return _show(request, one, _found(request, one))


def _by_name(request: HttpRequest, one: Activity) -> bool:
    """Whoever runs the organization reads its members' names; its clerks do not."""
    return one.organization_id in administered_organizations(request.user)


def _members(one: Activity) -> VolunteerQuerySet:
    return Volunteer.objects.registered().members_of(one.organization)


def _found(request: HttpRequest, one: Activity) -> Found:
    return found(request, _members(one), by_name=_by_name(request, one))


def _look(request: HttpRequest, one: Activity) -> HttpResponse:
    answer = typed(
        request, by_name=_by_name(request, one), organization=one.organization
    )
    if isinstance(answer, HttpResponse):
        return answer
    return _show(request, one, answer, status=422)


def _invite(request: HttpRequest, one: Activity) -> HttpResponse:
    form: Form | None = None
    try:
        if team := request.POST.get("team"):
            done = _invite_team(request, one, team)
        else:
            form = InviteForm(request.POST)
            done = _invite_one(request, one, form)
    except RuleBroken as refused:
        if form is None:
            messages.error(request, refused.detail)
            return redirect(request.get_full_path())
        say_in(form, refused)
        done = ""
    if done:
        messages.success(request, done)
        return redirect(request.get_full_path())
    return _show(request, one, _found(request, one), sent=form, status=422)


def _invite_team(request: HttpRequest, one: Activity, number: str) -> str:
    going = Team.objects.going().filter(organization=one.organization)
    team = get_object_or_404(going, pk=uuid_or_404(number))
    count = rules.invite_team(
        activity=one, team=team, by=request.user, at=timezone.now()
    )
    words = ngettext(
        "%(n)s person of the team is invited and told.",
        "%(n)s people of the team are invited and told.",
        count,
    )
    return words % {"n": count} if count else _("All of the team are invited already.")


def _invite_one(request: HttpRequest, one: Activity, form: InviteForm) -> str:
    """A member by a button beside the name; anybody else by number and name."""
    number = request.POST.get("member")
    if number is None and not form.is_valid():
        return ""
    if number is None:
        person = named_person(**form.cleaned_data, by=request.user)
    else:
        person = get_object_or_404(_members(one), number=number)
    rules.invite(activity=one, volunteer=person, by=request.user, at=timezone.now())
    return _("Invited. They are told, and may sign up.")


def _show(
    request: HttpRequest,
    one: Activity,
    here: Found,
    *,
    sent: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    page = InvitingPage(
        activity=one,
        reader=request.user,
        on=timezone.localdate(),
        found=here,
        sent=sent,
    )
    context = {
        "activity": one,
        "organization": one.organization,
        "page": page,
        "found": here,
        "next_url": f"?{urlencode(here.next)}" if here.next else "",
    }
    return render(request, "activities/inviting.html", context, status=status)
