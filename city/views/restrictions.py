"""What follows from proved cases: decided by staff, read by whom it is about."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from city import integrity_page as cases
from city import restrictions_page as pages
from city.integrity_forms import LiftForm, TakeBackForm
from city.views.asking import for_the_city, numbered_ways
from city.views.integrity import case_page
from hours.integrity import consequences
from hours.models import Finding
from hours.permissions import restrictions_for
from hours.rules import Outcome
from volunteers.models import Restriction, RestrictionKind
from volunteers.permissions import is_staff, reads_the_city

SIZE = 30


@for_the_city
def restrictions(request: HttpRequest) -> HttpResponse:
    """All that is withheld, the latest first; of those that hold if asked."""
    today = timezone.localdate()
    shows_all = request.GET.get("state") == "all"
    found = pages.named(Restriction.objects.all())
    if not shows_all:
        found = pages.named(Restriction.objects.in_force(today))
    page = Paginator(found.order_by("-at", "-pk"), SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "lines": pages.lines(page.object_list, reader=request.user, on=today),
        "all": shows_all,
        **numbered_ways(request, page),
    }
    return render(request, "city/restrictions.html", context)


@require_POST
@never_cache
@login_required
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff reverse all hours of a proved case: at once, or by a job where many."""
    finding = _case(request, pk)
    form = TakeBackForm(request.POST, auto_id="take-back-%s")
    if not form.is_valid():
        return case_page(request, finding, take_back=form)
    outcome = consequences.take_back(
        finding=finding,
        words=form.cleaned_data["words"],
        by=request.user,
        at=timezone.now(),
    )
    if isinstance(outcome, Outcome):
        said = ngettext(
            "%(n)s session was taken back.",
            "%(n)s sessions were taken back.",
            outcome.decided,
        )
        messages.success(request, said % {"n": outcome.decided})
    return redirect("city:finding", pk=pk)


@require_POST
@never_cache
@login_required
def restrict(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff withhold something from those a proved case is about."""
    finding = _case(request, pk)
    people = cases.people(finding)
    form = pages.form(finding, people, request.POST, on=timezone.localdate())
    if not form.is_valid():
        return case_page(request, finding, restrict=form)
    consequences.restrict(
        finding=finding,
        kind=RestrictionKind(form.cleaned_data["kind"]),
        whom=form.whom,
        until=form.cleaned_data["until"],
        words=form.cleaned_data["words"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Noted, and told to whom it is about."))
    return redirect("city:finding", pk=pk)


def _case(request: HttpRequest, pk: UUID) -> Finding:
    if not is_staff(request.user):
        raise Http404
    return get_object_or_404(cases.named(Finding.objects.all()), pk=pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restriction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One restriction, for whom it is about and the city; staff lift it."""
    today = timezone.localdate()
    one = get_object_or_404(pages.named(restrictions_for(request.user)), pk=pk)
    lifts = is_staff(request.user)
    form = LiftForm()
    status = 200
    if request.method == "POST":
        if not lifts:
            raise Http404
        form = LiftForm(request.POST)
        if form.is_valid():
            words = form.cleaned_data["words"]
            consequences.lift(
                restriction=one, words=words, by=request.user, at=timezone.now()
            )
            messages.success(request, _("It holds no longer."))
            return redirect("city:restriction", pk=pk)
        status = 422
    (line,) = pages.lines([one], reader=request.user, on=today)
    context = {
        "line": line,
        "form": form,
        "lifts": lifts and line.holds,
        "reads_the_city": reads_the_city(request.user),
    }
    return render(request, "city/restriction.html", context, status=status)
