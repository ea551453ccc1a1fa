"""How an organization has insured those who serve with it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.insurance_forms import InsuranceForm
from city.permissions import answers_for, may_read_city, runs_organization
from config.asked import whole
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.insurance import Terms
from volunteers.models import Organization
from volunteers.rules import organizations as rules

SHOWN = 50


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def insurance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its policies, for its approvers and heads and the city; heads state them."""
    organization = get_object_or_404(Organization.objects.public(), pk=pk)
    runs = runs_organization(request.user, organization)
    reads = answers_for(request.user, organization) or may_read_city(request.user)
    if not reads or (request.method == "POST" and not runs):
        raise Http404
    if "take_back" in request.POST:
        return _take_back(request, organization)
    form = InsuranceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            rules.insure(
                organization=organization,
                terms=Terms(**form.cleaned_data),
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as broken:
            say_in(form, broken)
        else:
            messages.success(request, _("Stated. It is told on your public page."))
            return redirect("city:insurance", pk=pk)
    policies = organization.insurance_policies.all().kept()
    context = {
        "organization": organization,
        "policies": policies.in_order()[:SHOWN],
        "today": timezone.localdate(),
        "runs": runs,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "city/insurance.html", context, status=status)


def _take_back(request: HttpRequest, organization: Organization) -> HttpResponse:
    kept = organization.insurance_policies.all().kept()
    one = get_object_or_404(kept, pk=whole(request.POST["take_back"]))
    rules.take_insurance_back(policy=one, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. It covers nobody any more."))
    return redirect("city:insurance", pk=organization.pk)
