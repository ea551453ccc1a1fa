"""The city's stop of all approval by rules."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.permissions import may_read_city
from city.rule_stop_form import StopForm
from hours.automatic.conditions import Guardrails
from hours.automatic.stopping import let_go_on, stop_all
from hours.models import RuleStop, RuleSwitch
from volunteers.permissions import is_staff

SHOWN = 50


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule_stops(request: HttpRequest) -> HttpResponse:
    """Whether rules decide; staff stop all of them at once, and let them go on."""
    if not may_read_city(request.user):
        raise Http404
    if request.method != "POST":
        return _show(request, StopForm())
    if not is_staff(request.user):
        raise Http404
    form = StopForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    said = {**form.cleaned_data, "by": request.user, "at": timezone.now()}
    if "go_on" in request.POST:
        let_go_on(**said)
        messages.success(request, _("Rules that are on decide again."))
    else:
        stop_all(**said)
        messages.success(request, _("Stopped. No rule approves anything from now on."))
    return redirect("city:rule_stops")


def _show(request: HttpRequest, form: StopForm, *, status: int = 200) -> HttpResponse:
    steps = RuleStop.objects.newest_first().select_related("by__volunteer")[:SHOWN]
    context = {
        "stop": RuleStop.objects.standing(),
        "steps": steps,
        "on": RuleSwitch.objects.on().count(),
        "is_allowed": Guardrails.on(timezone.localdate()).is_allowed,
        "may_stop": is_staff(request.user),
        "form": form,
    }
    return render(request, "city/rule_stops.html", context, status=status)
