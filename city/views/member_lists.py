"""Members by file: choose it, look at every row, then invite or enter them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.joining_forms import ON_PAPER_HINT, earliest_paper
from city.members_strip import strip
from city.views.applying import own
from config.errors import RuleBroken
from hours.import_page.forms import UploadForm, is_too_large
from volunteers.models import MemberList, Organization
from volunteers.rules import members as rules
from volunteers.rules.members.lists import MOST_ROWS

SHOWN = 10  # lists brought before, the newest
ASKS = ["GET", "HEAD", "POST"]


class ListForm(UploadForm):
    """A file, and the date of the papers where everybody in it has signed one."""

    agreed_on = forms.DateField(
        label=gettext_lazy("All of them agreed on paper on"),
        required=False,
        validators=[earliest_paper],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=ON_PAPER_HINT,
    )


@never_cache
@login_required
@require_http_methods(ASKS)
def lists(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The way to bring a list, and those brought before."""
    one = own(request, pk)
    sent = request.method == "POST"
    form = ListForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and is_too_large(request):
        form.refuse(_("This file is too large."))
    elif sent and form.is_valid():
        brought = _bring(request, one, form)
        if brought is not None:
            return redirect("city:member_list", organization=one.pk, pk=brought.pk)
    known = MemberList.objects.filter(organization=one).select_related(
        "brought_by__volunteer"
    )
    context = {
        "organization": one,
        "strip": strip(request, one),
        "form": form,
        "most": MOST_ROWS,
        "known": known.order_by("-pk")[:SHOWN],
    }
    status = 422 if sent else 200
    return render(request, "city/member_lists.html", context, status=status)


def _bring(
    request: HttpRequest, one: Organization, form: ListForm
) -> MemberList | None:
    file = form.cleaned_data["file"]
    try:
        return rules.bring_list(
            organization=one,
            file=file.file,
            name=file.name,
            agreed_on=form.cleaned_data["agreed_on"],
            by=request.user,
            at=timezone.now(),
        )
    except RuleBroken as refused:
        form.refuse(refused.detail)
        return None


@never_cache
@login_required
@require_http_methods(ASKS)
def one_list(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """Every row with what stands against it; or what came of the list."""
    one = own(request, organization)
    found = get_object_or_404(
        MemberList.objects.select_related("organization", "brought_by__volunteer"),
        organization=one,
        pk=pk,
    )
    if request.method == "POST":
        return _carry_out(request, one, found)
    context: dict[str, Any] = {
        "organization": one,
        "strip": strip(request, one),
        "found": found,
        "rows": rules.judged(found),
    }
    return render(request, "city/member_list.html", context)


def _carry_out(
    request: HttpRequest, one: Organization, found: MemberList
) -> HttpResponse:
    if request.POST.get("act") != "load":
        raise BadRequest("act")
    done = rules.load_list(listed=found, by=request.user, at=timezone.now())
    if done.agreed_on:
        told = ngettext("%(n)s member entered.", "%(n)s members entered.", done.added)
    else:
        told = ngettext("%(n)s person invited.", "%(n)s people invited.", done.added)
    messages.success(request, told % {"n": done.added})
    return redirect("city:member_list", organization=one.pk, pk=found.pk)
