"""What one is told: to look at, to open, to have read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from config.asked import whole
from notices import reading, rules
from notices.forms import ChoiceForm
from notices.models import Notice
from volunteers.masking import mask_email, mask_phone


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """One's own notices, newest first; to look at them changes nothing."""
    before = None
    if text := request.GET.get("before", ""):
        before = whole(text)
        if before is None:
            raise BadRequest("before")
    page = reading.page(request.user, before=before)
    context = {
        "page": page,
        "newer_url": request.path if before else None,
        "older_url": f"?before={page.older}" if page.older else None,
        "has_unread": any(not one.is_read for one in page.lines),
    }
    return render(request, "notices/notices.html", context)


@require_POST
@login_required
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where a notice leads to, and have read it."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=pk)
    rules.read(notice=notice, at=timezone.now())
    (line,) = reading.lines([notice], reader=request.user)
    return redirect(line.url or "notices:notices")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Have read all that was shown (``until`` is the newest of it)."""
    until = whole(request.POST.get("until", ""))
    if until is None:
        raise BadRequest("until")
    rules.read_all(account=request.user, until=until, at=timezone.now())
    return redirect("notices:notices")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """How one wants to be told beside the page of notices."""
    form = ChoiceForm(request.POST or None, account=request.user)
    if form.is_valid():
        rules.choose(account=request.user, **form.chosen, at=timezone.now())
        messages.success(request, _("Saved. That is how you are told from now on."))
        return redirect("notices:choices")
    context = {
        "form": form,
        "email": mask_email(request.user.email or ""),
        "phone": mask_phone(request.user.phone),
        "events": reading.told_to(request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "notices/choices.html", context, status=status)
