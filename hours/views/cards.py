"""The volunteer's card: one's own, and scanned by who runs a check-in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from config.errors import RuleBroken
from hours.models import Way
from hours.presence import cards, rules
from hours.presence.pages.card import CardPage, Line, picture_of
from volunteers.scopes import spoken_for


@never_cache
@login_required
@require_safe
def my_card(request: HttpRequest) -> HttpResponse:
    """What organizers scan of whoever has no code to scan; it can be printed."""
    person = request.user.as_volunteer
    if person is None:
        raise Http404
    context = {"person": person, "picture": picture_of(person)}
    return render(request, "hours/my_card.html", context)


@never_cache
@login_required
@require_safe
def card_of(request: HttpRequest, number: str) -> HttpResponse:
    """The same of somebody at the reader's desk who signs in nowhere: to print."""
    person = get_object_or_404(spoken_for(request.user), number=number)
    context = {"person": person, "picture": picture_of(person), "is_of_other": True}
    return render(request, "hours/my_card.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Whose card it is, and the button for each shift that is on."""
    person = cards.whose(token)
    if person is None:
        raise Http404
    page = CardPage(person=person, reader=request.user, at=timezone.now())
    if not page.shifts:
        raise Http404
    if request.method != "POST":
        return _show(request, page, token)
    line = _line(request, page)
    try:
        done = _act(request, page, line)
    except RuleBroken as refused:
        return _show(request, page, token, refused=refused)
    messages.success(request, done)
    return redirect("hours:card", token)


def _line(request: HttpRequest, page: CardPage) -> Line:
    """:raises Http404: if the shift is not on, or not the account's to run"""
    asked = request.POST.get("shift", "")
    for line in page.lines:
        if str(line.shift.pk) == asked:
            return line
    raise Http404


def _act(request: HttpRequest, page: CardPage, line: Line) -> str:
    who: dict[str, Any] = {"way": Way.CARD, "by": request.user, "at": page.at}
    if request.POST.get("act") == "out" and line.presence:
        rules.check_out_by(presence=line.presence, **who)
        return _("Checked out by the card.")
    rules.check_in_by(shift=line.shift, volunteer=page.person, **who)
    return _("Checked in by the card.")


def _show(
    request: HttpRequest,
    page: CardPage,
    token: str,
    *,
    refused: RuleBroken | None = None,
) -> HttpResponse:
    context = {"page": page, "token": token, "refused": refused}
    status = refused.status if refused else 200
    return render(request, "hours/card.html", context, status=status)
