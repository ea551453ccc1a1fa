"""The numbers the city sets: what holds, what another would change, setting one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.number_page import NumberPage
from city.permissions import may_read_city
from city.policies_page import Number, groups, number_of
from city.policy_forms import NumberForm
from city.reports.elsewhere import Elsewhere, elsewhere
from city.views.asking import for_the_city
from policies import rules
from policies.models import Policy
from volunteers.permissions import is_staff


@for_the_city
def policies(request: HttpRequest) -> HttpResponse:
    """Every number with what it means, since when it holds, and what is to come."""
    context = {
        "groups": groups(reader=request.user, today=timezone.localdate()),
        "may_set": is_staff(request.user),
    }
    return render(request, "city/policies.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest, code: str) -> HttpResponse:
    """One number: its values, what another would have changed, setting it."""
    if not may_read_city(request.user):
        raise Http404
    return PolicyPage(request, code, may_set=is_staff(request.user)).answer()


class PolicyPage(NumberPage):
    template = "city/policy.html"
    form = NumberForm

    def number(self) -> Number | None:
        today = timezone.localdate()
        return number_of(self.code, reader=self.request.user, today=today)

    def rows(self) -> QuerySet[Policy]:
        return Policy.objects.filter(code=self.code)

    def put(self, **said: Any) -> None:
        rules.set_number(code=self.code, at=timezone.now(), **said)

    def take_away(self, one: Policy) -> None:
        rules.take_away(policy=one, at=timezone.now())

    def elsewhere(self, value: int) -> Elsewhere:
        return elsewhere(code=self.code, value=value, today=timezone.localdate())

    def here(self) -> str:
        return reverse("city:policy", args=[self.code])
