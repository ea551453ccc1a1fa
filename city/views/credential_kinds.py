"""The kinds of papers: all of them, adding one, what one is called, retiring it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.kind_forms import KindForm, NewKindForm
from city.permissions import may_read_city
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.models import CredentialKind
from volunteers.permissions import is_staff
from volunteers.rules import add_kind, change_kind


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """All kinds for the city to read; its staff add one."""
    _require_reader(request)
    known = list(CredentialKind.objects.all())
    status = 200
    if request.method != "POST":
        last = max((one.place for one in known), default=0)
        form = NewKindForm(initial={"place": min(999, last + 10)})
    else:
        form = NewKindForm(request.POST)
        status = 422
        if form.is_valid():
            try:
                add_kind(**form.cleaned_data)
            except RuleBroken as broken:
                say_in(form, broken)
                status = broken.status
            else:
                messages.success(request, _("Added. People can state it now."))
                return redirect("city:credential_kinds")
    # Those retired last.
    known.sort(key=lambda one: one.retired_on is not None)
    context = {"kinds": known, "form": form, "may_set": is_staff(request.user)}
    return render(request, "city/credential_kinds.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """One kind: what it is called, and whether it is offered."""
    _require_reader(request)
    one = get_object_or_404(CredentialKind, code=code)
    if request.method == "POST":
        form = KindForm(request.POST)
        if form.is_valid():
            change_kind(kind=one, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("city:credential_kinds")
    else:
        is_offered = one.retired_on is None
        form = KindForm(initial=vars(one) | {"is_offered": is_offered})
    context = {"kind": one, "form": form, "may_set": is_staff(request.user)}
    status = 422 if form.errors else 200
    return render(request, "city/credential_kind.html", context, status=status)


def _require_reader(request: HttpRequest) -> None:
    """
    :raises Http404: if the account may not look, or not change what it posts
    """
    may = is_staff if request.method == "POST" else may_read_city
    if not may(request.user):
        raise Http404
