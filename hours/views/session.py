"""One session: what it claims, what became of it, what was said about it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hours import rules
from hours.forms import AnswerForm
from hours.models import Session
from hours.session_page import session_page


@require_safe
@login_required
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the person, and for whoever may see the session."""
    visible = Session.objects.visible_to(request.user).with_names()
    one = get_object_or_404(visible.select_related("submitted_by__volunteer"), pk=pk)
    context = session_page(one, reader=request.user) | {"form": AnswerForm()}
    return render(request, "hours/session.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own session back."""
    one = get_object_or_404(Session.objects.of(request.user), pk=pk)
    rules.withdraw(session=one, by=request.user, at=timezone.now())
    messages.success(request, _("Withdrawn. You can log it again at any time."))
    return redirect("hours:session", pk=pk)


@require_POST
@login_required
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer what the organization asked."""
    own = Session.objects.of(request.user).with_names()
    one = get_object_or_404(own.select_related("submitted_by__volunteer"), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        context = session_page(one, reader=request.user) | {"form": form}
        return render(request, "hours/session.html", context, status=422)
    rules.answer(
        session=one, text=form.cleaned_data["text"], by=request.user, at=timezone.now()
    )
    messages.success(request, _("Thank you. The organization decides now."))
    return redirect("hours:session", pk=pk)
