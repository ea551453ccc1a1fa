"""One session: what it claims, what became of it, what was said about it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.file_forms import was_left_unread
from hours import rules
from hours.forms import AnswerForm
from hours.history import attachments
from hours.models import Session
from hours.session_page import session_page
from hours.views import desk
from notices.attaching.sending import as_response
from notices.rules.say import TooManyAttachments
from volunteers.models import Account


@require_safe
@login_required
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the person, and for whoever may see the session."""
    visible = Session.objects.readable_by(request.user).with_names()
    one = get_object_or_404(visible.select_related("submitted_by__volunteer"), pk=pk)
    context = session_page(one, reader=request.user) | {
        "form": AnswerForm(label=_label(one))
    }
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
    form = _form(request)
    if not _said(form, rules.answer, one, by=request.user):
        return _again(request, one, form)
    messages.success(request, _("Thank you. The organization decides now."))
    return redirect("hours:session", pk=pk)


@require_POST
@login_required
def add_words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add to what was asked or answered; whoever decides does so at the desk."""
    own = Session.objects.of(request.user).with_names()
    one = own.select_related("submitted_by__volunteer").filter(pk=pk).first()
    if one is None:
        return _add_at_the_desk(request, pk)
    form = _form(request, label=_label(one))
    if not _said(form, rules.add_words, one, by=request.user):
        return _again(request, one, form)
    messages.success(request, _("It is sent."))
    return redirect("hours:session", pk=pk)


def _add_at_the_desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = _form(request, label=desk.MORE)
    one = get_object_or_404(Session.objects.decidable_by(request.user), pk=pk)
    back = request.POST.get("back", "")
    if not _said(form, rules.add_words, one, by=request.user):
        return desk.one_session(request, pk, back=back, form=form)
    messages.success(request, _("It is sent."))
    return redirect(
        f"{reverse('hours:desk_session', args=[pk])}?{urlencode({'back': back})}"
    )


def _form(request: HttpRequest, *, label: str | Promise = "") -> AnswerForm:
    """What was sent; a file that was left unread for its size is said, not lost."""
    form = AnswerForm(request.POST, request.FILES, label=label)
    if was_left_unread(request):
        form.add_error("attached", _("This file is too large."))
    return form


def _label(session: Session) -> str:
    return "" if session.is_queried else _("More to say")


def _said(
    form: AnswerForm, rule: Callable[..., Any], session: Session, *, by: Account
) -> bool:
    """Carry the words and files to the rule, unless something is wrong with them."""
    if not form.is_valid():
        return False
    try:
        said = form.cleaned_data
        rule(
            session=session,
            text=said["text"],
            files=said["attached"],
            by=by,
            at=timezone.now(),
        )
    except TooManyAttachments as refused:
        form.add_error("attached", refused.detail)
        return False
    return True


def _again(request: HttpRequest, session: Session, form: AnswerForm) -> HttpResponse:
    """The page with what was typed, and what is wrong beside it."""
    context = session_page(session, reader=request.user) | {"form": form}
    return render(request, "hours/session.html", context, status=422)


@require_safe
@login_required
def attachment(request: HttpRequest, pk: UUID, attachment: UUID) -> HttpResponse:
    """A picture or document of the talk, for whoever may see the session."""
    seen = attachments(session=pk, reader=request.user)
    return as_response(get_object_or_404(seen, pk=attachment))
