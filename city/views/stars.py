"""Stars as the city awards them: who waits, who has them, what is reviewed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city import stars_page as pages
from city.permissions import may_read_city
from city.views.asking import for_the_city, numbered_ways
from recognition import rules
from recognition.forms import ObjectionForm
from recognition.models import ReviewOutcome, StarAward
from volunteers.permissions import is_staff

SIZE = 30


@for_the_city
def stars(request: HttpRequest) -> HttpResponse:
    """For how many people each star is the highest, who waits, what is reviewed."""
    return render(request, "city/stars.html", {"page": pages.overview()})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def star_people(request: HttpRequest) -> HttpResponse:
    """The people of a star in one state; POST awards it to all who wait."""
    if not may_read_city(request.user):
        raise Http404
    if request.method == "POST":
        return _announce(request)
    form = pages.ListForm(request.GET)
    found = pages.listed(**form.narrowed)
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "level": form.narrowed["level"],
        "state": form.narrowed["state"],
        "states": pages.states(form.narrowed),
        "levels": pages.levels_to_choose(form.narrowed),
        "awards": is_staff(request.user) and form.asks_who_waits,
        "last_day": pages.last_day_of_notice(),
        **numbered_ways(request, page),
    }
    return render(request, "city/star_people.html", context)


def _announce(request: HttpRequest) -> HttpResponse:
    if not is_staff(request.user):
        raise Http404
    form = pages.ListForm(request.POST)
    level = form.narrowed["level"]
    if not level:  # nobody types it
        raise BadRequest("level")
    notice = rules.announce_stars(level=level, by=request.user, at=timezone.now())
    said = ngettext(
        "%(n)s person is on public notice now.",
        "%(n)s people are on public notice now.",
        notice.people,
    )
    messages.success(request, said % {"n": notice.people})
    return redirect(
        f"{reverse('city:star_people')}?level={level}&state={pages.ANNOUNCED}"
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def star(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One star of somebody with all that was said of it; staff object and decide."""
    if not may_read_city(request.user):
        raise Http404
    award = get_object_or_404(StarAward.objects.with_names(), pk=pk)
    acts: dict[str, Any] = {"object": ObjectionForm, "decide": pages.DecideForm}
    forms_: dict[str, Any] = {name: form() for name, form in acts.items()}
    status = 200
    if request.method == "POST":
        name = request.POST.get("act", "")
        if not is_staff(request.user):
            raise Http404
        if name not in acts:  # nobody types it
            raise BadRequest("act")
        form = forms_[name] = acts[name](request.POST)
        if form.is_valid():
            messages.success(request, _do(request, name, award, form.cleaned_data))
            return redirect("city:star", pk=pk)
        status = 422
    context = {
        "one": pages.star_of(award, reader=request.user),
        "forms": forms_,
        "decides": is_staff(request.user),
    }
    return render(request, "city/star.html", context, status=status)


def _do(
    request: HttpRequest, name: str, award: StarAward, asked: dict[str, Any]
) -> str:
    said = {"award": award, "words": asked["words"], "at": timezone.now()}
    if name == "object":
        rules.object_to_star(by=request.user, **said)
        return _("Noted. It is looked at again.")
    outcome = ReviewOutcome(asked["outcome"])
    rules.decide_star(outcome=outcome, by=request.user, **said)
    return _("Decided.")
