"""Records that seem alike and are two people's: said, read, and taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from city import likeness, rules
from city.merge_forms import ApartForm
from city.merged_page import merge_of
from city.models import TwoPeople
from city.office_lines import Names
from city.views.asking import for_the_city, number, query
from city.views.merges import both, merge_form, pair_page
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.permissions import is_staff


@for_the_city
def two_people(request: HttpRequest) -> HttpResponse:
    """The pairs that are not offered: by whom, when, why; and what was taken back."""
    begins = number(request, "after", least=1, most=10**9 - 1)
    page = likeness.set_apart(begins)
    names = Names(request.user, [])
    lines = [(one, names.of(one.by), names.of(one.taken_back_by)) for one in page.pairs]
    context = {
        "lines": lines,
        "newer_url": query(request, after=None) if begins else None,
        "older_url": query(request, after=page.next) if page.next else None,
    }
    return render(request, "city/two_people.html", context)


@never_cache
@require_POST
@login_required
def set_apart(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Say that these are two people, and why."""
    if not is_staff(request.user):
        raise Http404
    first, second = both(one, other)
    if done := merge_of(first, second):
        return redirect("city:merge", pk=done.pk)
    form, status = ApartForm(request.POST), 422
    if form.is_valid():
        try:
            rules.set_apart(
                one=first,
                other=second,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refused:
            say_in(form, refused)
            status = refused.status
        else:
            messages.success(request, _("Noted. These two are not offered any more."))
            return redirect("city:merges")
    pair = merge_form(first, second)
    return pair_page(request, pair, apart_form=form, status=status)


@never_cache
@require_POST
@login_required
def take_back(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Let them be offered again, and put together."""
    if not is_staff(request.user):
        raise Http404
    first, second = both(one, other)
    said = TwoPeople.objects.in_force().about(first, second)
    if found := said.select_related("one", "other").first():
        rules.take_back(said=found, by=request.user, at=timezone.now())
        messages.success(request, _("Taken back. They can be put together again."))
    return redirect("city:pair", one, other)
