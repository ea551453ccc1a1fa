"""Signing up several at once: a family comes, a team is asked; all or nobody."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities import rules
from activities.models import SignUp
from activities.pages.together import TogetherPage
from activities.views.activity import found
from config.errors import RuleBroken


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For whoever acts for children, or leads a team of the organization."""
    said = request.POST if request.method == "POST" else request.GET
    page = TogetherPage(
        activity=found(request, pk),
        reader=request.user,
        at=timezone.now(),
        sent=request.POST if request.method == "POST" else None,
        chosen=said.get("shift", ""),
    )
    if not page.is_for_several:
        raise Http404
    status = 200
    if request.method == "POST":
        done, status = _sign_up(request, page)
        if done:
            messages.success(request, done)
            return redirect("activities:activity", pk)
    context = {"activity": page.activity, "page": page}
    return render(request, "activities/together.html", context, status=status)


def _sign_up(request: HttpRequest, page: TogetherPage) -> tuple[str, int]:
    """What was done, in words; else the page says what is wrong."""
    if page.shift is None:
        page.problem = _("Please choose a time first.")
        return "", 422
    if not page.people:
        page.problem = _("Please choose who is to come.")
        return "", 422
    try:
        held = rules.sign_up_together(
            shift=page.shift, people=page.people, by=request.user, at=timezone.now()
        )
    except RuleBroken as refused:
        page.problem = refused.detail
        return "", refused.status
    return _told(held), 200


def _told(held: list[SignUp]) -> str:
    seated = sum(one.is_seated for one in held)
    asked = sum(one.is_offered for one in held)
    come = ngettext(
        "%(n)s person is signed up.", "%(n)s people are signed up.", seated
    ) % {"n": seated}
    are_asked = ngettext(
        "A place is kept for %(n)s person, who has been asked.",
        "Places are kept for %(n)s people, who have been asked.",
        asked,
    ) % {"n": asked}
    return " ".join([*([come] if seated else []), *([are_asked] if asked else [])])
