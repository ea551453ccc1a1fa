"""The numbers an organization sets stricter for itself: reading, trying, setting."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from city.limits_page import Limit, limits_of
from city.number_page import NumberPage
from city.permissions import answers_for, may_read_city, runs_organization
from city.policy_forms import LimitForm
from city.reports.elsewhere import Elsewhere, elsewhere
from hours import rules
from hours.models import OrganizationLimit
from volunteers.models import Organization


def _readable(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if it is not for its approvers, its heads, or the city"""
    one = get_object_or_404(Organization.objects.public(), pk=pk)
    if not (answers_for(request.user, one) or may_read_city(request.user)):
        raise Http404
    return one


@never_cache
@login_required
@require_safe
def limits(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every number an organization may set, with the city's beside it."""
    organization = _readable(request, pk)
    context = {
        "organization": organization,
        "numbers": limits_of(
            organization, reader=request.user, today=timezone.localdate()
        ),
        "may_set": runs_organization(request.user, organization),
    }
    return render(request, "city/limits.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def limit(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """One of them: its values, what another would have changed, setting it."""
    return LimitPage(request, code, organization=_readable(request, pk)).answer()


class LimitPage(NumberPage):
    template = "city/limit.html"
    form = LimitForm

    def __init__(
        self, request: HttpRequest, code: str, *, organization: Organization
    ) -> None:
        may_set = runs_organization(request.user, organization)
        super().__init__(request, code, may_set=may_set)
        self.organization = organization

    def number(self) -> Limit | None:
        today = timezone.localdate()
        found = limits_of(self.organization, reader=self.request.user, today=today)
        return next((one for one in found if one.code == self.code), None)

    def rows(self) -> QuerySet[OrganizationLimit]:
        return OrganizationLimit.objects.filter(
            organization=self.organization, code=self.code
        )

    def put(self, **said: Any) -> None:
        rules.set_limit(
            organization=self.organization,
            code=self.code,
            by=self.request.user,
            at=timezone.now(),
            **said,
        )

    def take_away(self, one: OrganizationLimit) -> None:
        rules.take_limit_away(limit=one, by=self.request.user, at=timezone.now())

    def elsewhere(self, value: int) -> Elsewhere:
        return elsewhere(
            code=self.code,
            value=value,
            today=timezone.localdate(),
            organization=self.organization.pk,
        )

    def here(self) -> str:
        return reverse("city:limit", args=[self.organization.pk, self.code])

    def context(self) -> dict[str, Any]:
        return {"organization": self.organization}
