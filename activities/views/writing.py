"""Writing an activity: a new one, or one that is there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities import rules
from activities.models import Activity
from activities.pages.writing import MOST_ROWS, Writing, goes_on_typing
from activities.views.organizing import organized_one, organizing
from config import typed
from config.errors import RuleBroken
from volunteers.models import Organization

ASKS = ["GET", "HEAD", "POST"]
KEPT = "typed_activity"
MOST_KEPT = 40_000  # characters

Kept = TypeVar("Kept")
View = Callable[..., HttpResponse]


def kept_for_later(view: View) -> View:
    """Who was signed out while typing finds the form again after signing in."""

    @wraps(view)
    def keeping(request: HttpRequest, **named: Any) -> HttpResponse:
        signed_out = request.method == "POST" and not request.user.is_authenticated
        if signed_out and typed.keep(request, name=KEPT, most=MOST_KEPT):
            messages.info(request, _("What you typed is kept. Please sign in."))
        return view(request, **named)

    return keeping


@never_cache
@require_http_methods(ASKS)
@kept_for_later
@login_required
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An empty form; sent, a draft that its organizers alone see."""
    return _written(request, organizing(request, pk))


@never_cache
@require_http_methods(ASKS)
@kept_for_later
@login_required
def edit(request: HttpRequest, organization: UUID, pk: UUID) -> HttpResponse:
    """The form with what was said; of what is published, without its times."""
    one = organizing(request, organization)
    return _written(request, one, organized_one(request, organization, pk))


def _written(
    request: HttpRequest, organization: Organization, activity: Activity | None = None
) -> HttpResponse:
    if activity and activity.is_cancelled:
        raise Http404
    is_sent = request.method == "POST"
    page = Writing(
        request.POST if is_sent else typed_before(request),
        organization=organization,
        activity=activity,
        with_times=activity is None or _takes_times(activity),
        is_checked=is_sent and not goes_on_typing(request.POST),
    )
    kept, status = tried(page, lambda: _keep(request, page))
    if kept is None:
        context = context_of(request, page)
        return render(request, "activities/write.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("activities:organized", organization.pk, kept.pk)


def tried(page: Writing, keep: Callable[[], Kept]) -> tuple[Kept | None, int]:
    """What was kept of a form; else nothing, and with which status it is shown."""
    if not page.is_checked:
        return None, 200
    if not page.is_valid():
        return None, 422
    try:
        return keep(), 200
    except RuleBroken as refused:
        page.refuse(refused)
        return None, refused.status


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What the account typed here when it was signed out."""
    return typed.take(request, name=KEPT, by=_who(request))


def _who(request: HttpRequest) -> str:
    """Who types, and into which form."""
    return f"{request.user.pk} {request.path}"


def _takes_times(activity: Activity) -> bool:
    """Whether the form holds all its times; what is published keeps them."""
    return activity.is_draft and activity.shifts.count() <= MOST_ROWS


def _keep(request: HttpRequest, page: Writing) -> Activity:
    by, at, words = request.user, timezone.now(), page.words.said
    if page.activity is None:
        return rules.draft(
            organization=page.organization, words=words, posts=page.plan, by=by, at=at
        )
    posts = page.plan if page.with_times else None
    return rules.revise(activity=page.activity, words=words, posts=posts, by=by, at=at)


def context_of(request: HttpRequest, page: Writing) -> dict[str, Any]:
    """What the form is drawn with."""
    return {
        "page": page,
        "organization": page.organization,
        "activity": page.activity,
        "here": request.path,
        "typed_by": _who(request),
    }
