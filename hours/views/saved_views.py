"""The filters of a desk: the list narrowed; those kept saved, renamed, deleted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from config.errors import RuleBroken
from hours.desk.asked import BELOW, LONGEST, NARROWING, Asked, offices, read
from hours.desk.saved import kept_at, lost_views
from hours.models import SavedView
from hours.rules.saved_views import delete_view, open_with, rename_view, save_view
from hours.views.desk import filter_again
from volunteers.models import Account
from volunteers.permissions import is_staff


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the filter"), max_length=40)


@login_required
@require_POST
def desk_filter(request: HttpRequest) -> HttpResponse:
    """Narrow the list as the form says; the desk opens so until that is changed."""
    said = request.POST.copy()
    if "clear" in said:
        for name in NARROWING:
            said.pop(name, None)
    asked = read(request.user, said)
    if asked is None:
        raise BadRequest
    if not asked.form.is_valid():
        return filter_again(request, asked)
    if len(asked.narrowing) <= LONGEST:
        open_with(
            query=asked.narrowing, organization=asked.organization, by=request.user
        )
    return redirect(_desk(asked))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_views(request: HttpRequest) -> HttpResponse:
    """One's own at the desk the address names; posted, the list there is kept."""
    asked = _asked(request)
    if request.method != "POST":
        return _page(request, asked, None)
    if asked is None or not asked.can_be_kept:
        raise BadRequest
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form, status=422)
    try:
        save_view(
            name=form.cleaned_data["name"],
            query=asked.kept_query,
            organization=asked.organization,
            by=request.user,
        )
    except RuleBroken as broken:
        form.add_error("name", broken.detail)
        return _page(request, asked, form, status=broken.status)
    messages.success(request, _("Saved. You find it on the left of the desk."))
    return redirect(_desk(asked))


@login_required
@require_POST
def saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename one, or delete it."""
    own = SavedView.objects.filter(account=request.user).named()
    one = get_object_or_404(own, pk=pk)
    asked = _desk_of(one, request.user)
    if "delete" in request.POST:
        delete_view(view=one)
        messages.success(request, _("Deleted."))
        return redirect(_here(asked) if asked else "city:me")
    if asked is None:
        raise Http404
    form = NameForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            rename_view(view=one, name=form.cleaned_data["name"])
        except RuleBroken as broken:
            form.add_error("name", broken.detail)
            status = broken.status
        else:
            messages.success(request, _("Renamed."))
            return redirect(_here(asked))
    return _page(request, asked, form, renamed=one, status=status)


def _asked(request: HttpRequest) -> Asked | None:
    """
    The list the address names; None if an organization is to be chosen first, or
    there are only filters left of desks at which one decides no more.

    :raises Http404: if the account decides nothing there
    :raises BadRequest: if the address names no list
    """
    if not is_staff(request.user) and not offices(request.user).exists():
        if request.method != "POST" and lost_views(request.user).exists():
            return None
        raise Http404
    asked = read(request.user, QueryDict(request.GET.urlencode()))
    if asked and not asked.form.is_valid():
        raise BadRequest
    return asked


def _desk_of(view: SavedView, account: Account) -> Asked | None:
    """Where it is listed; None if the account decides nothing there any more."""
    if lost_views(account).filter(pk=view.pk).exists():
        return None
    params = QueryDict(mutable=True)
    if view.organization_id:
        params["organization"] = str(view.organization_id)
    else:
        params["view"] = BELOW
    return read(account, params)


def _desk(asked: Asked) -> str:
    return f"{reverse('hours:desk')}?{asked.query()}"


def _here(asked: Asked) -> str:
    return f"{reverse('hours:saved_views')}?{asked.query()}"


def _page(
    request: HttpRequest,
    asked: Asked | None,
    form: NameForm | None,
    *,
    renamed: SavedView | None = None,
    status: int = 200,
) -> HttpResponse:
    lost = list(lost_views(request.user))
    if asked is None and not lost:
        return redirect("hours:desk")
    context: dict[str, Any] = {
        "asked": asked,
        "views": kept_at(asked, request.user).views if asked else [],
        "lost": lost,
        "form": form,
        "renamed": renamed,
    }
    return render(request, "hours/saved_views.html", context, status=status)
