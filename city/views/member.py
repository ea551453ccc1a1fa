"""One member of an organization: since when, by which way; and the way out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.belonging import teams_of
from city.joining_forms import ReasonForm
from city.permissions import runs_organization
from city.views.organizations import readable
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.models import Membership
from volunteers.permissions import read_organizations
from volunteers.reveals import reads_name_in_lists
from volunteers.rules import members as rules


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, pk: UUID, number: str) -> HttpResponse:
    """A present member, for the organization's people and the city."""
    one = readable(request, pk)
    held = Membership.objects.current().filter(organization=one)
    membership = get_object_or_404(
        held.select_related("volunteer__district"), volunteer__number=number
    )
    runs = runs_organization(request.user, one)
    if request.method == "POST" and not runs:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (done := _remove(request, membership, form)):
        return done
    person = membership.volunteer
    with_name = one.pk in read_organizations(request.user) and reads_name_in_lists(
        person, administers=runs, on=timezone.localdate()
    )
    context: dict[str, Any] = {
        "organization": one,
        "membership": membership,
        "person": person,
        "name": person.name if with_name else person.masked_name,
        "runs": runs,
        "teams": teams_of([membership]).get(membership.pk, []),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "city/member.html", context, status=status)


def _remove(
    request: HttpRequest, membership: Membership, form: ReasonForm
) -> HttpResponse | None:
    try:
        rules.remove(
            volunteer=membership.volunteer,
            organization=membership.organization,
            words=form.cleaned_data["words"],
            by=request.user,
            at=timezone.now(),
        )
    except RuleBroken as refused:
        say_in(form, refused)
        return None
    messages.success(request, _("The membership is ended. The person reads why."))
    return redirect("city:people_of", pk=membership.organization_id)
