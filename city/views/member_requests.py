"""Who asks to join an organization: its administrators let in, or say why not."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.joining_forms import JoiningForm, ReasonForm
from city.members_strip import strip
from city.pages_by_id import rows_of
from city.views.applying import own
from volunteers.errors import OrganizationNotActive
from volunteers.member_errors import (
    RequestDecided,
    VolunteerCannotJoin,
)
from volunteers.models import JoinRequest, Organization
from volunteers.rules import members as rules

SIZE = 30
ASKS = ["GET", "HEAD", "POST"]
ACTS = ("accept", "decline", "joining")


@never_cache
@login_required
@require_http_methods(ASKS)
def requests(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Those who ask, who asked first comes first; and how people join."""
    one = own(request, pk)
    act = request.POST.get("act", "")
    reason = ReasonForm(
        request.POST if act == "decline" else None,
        initial={"words": request.POST.get("words", "")},
    )
    joining = JoiningForm(
        request.POST if act == "joining" else None, initial={"joining": one.joining}
    )
    chosen = _chosen(request, one)
    if request.method == "POST":
        if act not in ACTS:
            raise BadRequest("act")
        if act == "joining" and joining.is_valid():
            return _choose(request, one, joining.cleaned_data["joining"])
        if chosen and (act == "accept" or (act == "decline" and reason.is_valid())):
            return _decide(request, one, chosen, words=_words(reason, act))
    page = rows_of(
        request,
        JoinRequest.objects.waiting()
        .filter(organization=one)
        .select_related("volunteer__district"),
        size=SIZE,
    )
    context = {
        "organization": one,
        "page": page,
        "reason": reason,
        "joining": joining,
        "chosen": request.POST.getlist("request"),
        "is_unchosen": act in ("accept", "decline") and not chosen,
        "strip": strip(request, one),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "city/member_requests.html", context, status=status)


def _words(reason: ReasonForm, act: str) -> str:
    return str(reason.cleaned_data["words"]) if act == "decline" else ""


def _choose(request: HttpRequest, one: Organization, joining: str) -> HttpResponse:
    rules.choose_joining(
        organization=one, joining=joining, by=request.user, at=timezone.now()
    )
    messages.success(request, _("Saved."))
    return redirect("city:requests", pk=one.pk)


def _decide(
    request: HttpRequest, one: Organization, chosen: list[JoinRequest], *, words: str
) -> HttpResponse:
    """Each in an act of its own: what somebody else has decided is left out."""
    done = sum(_decided(request, asked, words) for asked in chosen)
    if done:
        told = ngettext("%(n)s person decided.", "%(n)s people decided.", done)
        messages.success(request, told % {"n": done})
    if done < len(chosen):
        messages.warning(
            request, _("Some were decided already, taken back or cannot join any more.")
        )
    return redirect("city:requests", pk=one.pk)


def _chosen(request: HttpRequest, one: Organization) -> list[JoinRequest]:
    try:
        ids = [UUID(text) for text in request.POST.getlist("request")[:SIZE]]
    except ValueError:
        raise BadRequest("request") from None
    named = JoinRequest.objects.filter(organization=one, pk__in=ids)
    return list(named.select_related("volunteer", "organization").order_by("pk"))


def _decided(request: HttpRequest, asked: JoinRequest, words: str) -> bool:
    at = timezone.now()
    try:
        if words:
            rules.decline_request(request=asked, words=words, by=request.user, at=at)
        else:
            rules.accept_request(request=asked, by=request.user, at=at)
    except (RequestDecided, VolunteerCannotJoin):
        return False
    except OrganizationNotActive as refused:
        messages.error(request, refused.detail)
        return False
    return True
