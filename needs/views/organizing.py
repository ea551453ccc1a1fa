"""From an order to an activity: the form is filled in, one press publishes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.pages.writing import Writing, goes_on_typing
from activities.permissions import may_organize
from activities.views.writing import (
    ASKS,
    context_of,
    kept_for_later,
    tried,
    typed_before,
)
from needs import rules
from needs.pages.organizing import suggestion
from needs.views.board import found


@never_cache
@require_http_methods(ASKS)
@kept_for_later
@login_required
def organize(request: HttpRequest, reference: str) -> HttpResponse:
    """An activity that meets the order; published, it sets the day."""
    one = found(request, reference)
    organization, is_sent = one.organization, request.method == "POST"
    if organization is None or not may_organize(request.user, organization):
        raise Http404
    # Pressed twice, the first press has set the day; and what is under way needs none.
    if one.is_scheduled or not (is_sent or one.is_claimed):
        return redirect("needs:order", reference)
    sent = request.POST if is_sent else typed_before(request)
    if sent is None:
        today = timezone.localdate()
        sent = suggestion(one, organization=organization, on=today)
    declared = "declared" in sent
    page = Writing(
        sent,
        organization=organization,
        is_checked=is_sent and not goes_on_typing(sent),
    )
    done, status = tried(
        page,
        lambda: rules.organize(
            order=one,
            words=page.words.said,
            posts=page.plan,
            declared=declared,
            by=request.user,
            at=timezone.now(),
        ),
    )
    if done is None:
        context = context_of(request, page) | {"need": one.need, "declared": declared}
        return render(request, "needs/organize.html", context, status=status)
    messages.success(request, _("Published, and the day is set."))
    return redirect("needs:order", reference)
