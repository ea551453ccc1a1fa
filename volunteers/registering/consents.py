"""What one has agreed to: read in full, given, taken back."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from volunteers import rules
from volunteers.models import ConsentPurpose, ConsentText, Volunteer
from volunteers.models.consent import NECESSARY

DUE = "consent_due"  # in the session: a wording has changed since it was agreed to
CLOSING = "/me/close/"


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose: its wording of today, and when this or an earlier one was agreed."""

    text: ConsentText
    given_at: datetime | None
    is_earlier: bool

    @property
    def is_asked(self) -> bool:
        """Whether there is something to agree to."""
        return self.given_at is None or self.is_earlier


class AnswerForm(forms.Form):
    purpose = forms.SlugField(max_length=30)
    version = forms.CharField(max_length=20, required=False)
    act = forms.ChoiceField(choices=[("give", ""), ("withdraw", "")])


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My consents; POST gives or takes back one of them."""
    volunteer = request.user.as_volunteer
    if volunteer is None:
        raise Http404
    if request.method == "POST":
        return _answer(request, volunteer)
    context = {
        "lines": lines(volunteer),
        "closing_url": CLOSING if _can_close() else "",
    }
    return render(request, "volunteers/consents.html", context)


def _answer(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    said, now = form.cleaned_data, timezone.now()
    if said["act"] == "give":
        rules.give_consent(
            volunteer=volunteer,
            purpose=said["purpose"],
            version=said["version"],
            at=now,
        )
        messages.success(request, _("Thank you. That is noted."))
    else:
        rules.withdraw_consent(volunteer=volunteer, purpose=said["purpose"], at=now)
        messages.success(request, _("Taken back. From now on it is not done any more."))
    note_what_is_due(request, volunteer)
    return redirect("volunteers:consents")


def lines(volunteer: Volunteer) -> list[Line]:
    """Every purpose that is one's own to agree to; the necessary one first."""
    given = {
        (one.purpose, one.wording): one.given_at
        for one in volunteer.consents.in_force().order_by("given_at")
    }
    newest = {purpose: at for (purpose, _wording), at in given.items()}
    found = [
        Line(
            text=text,
            given_at=given.get((text.purpose, text.version), newest.get(text.purpose)),
            is_earlier=text.purpose in newest
            and (text.purpose, text.version) not in given,
        )
        for text in ConsentText.objects.current(timezone.localdate())
        if text.purpose != ConsentPurpose.GUARDIAN
    ]
    return sorted(found, key=lambda line: not line.text.is_necessary)


def note_what_is_due(request: HttpRequest, volunteer: Volunteer) -> None:
    """
    Remember in the session whether a changed wording is to be read.

    Looked at when somebody signs in or answers, so that no page has to.
    """
    asked = [line for line in lines(volunteer) if line.is_asked]
    if any(line.is_earlier or line.text.purpose == NECESSARY for line in asked):
        request.session[DUE] = True
    else:
        request.session.pop(DUE, None)


def _can_close() -> bool:
    try:
        resolve(CLOSING)
    except Resolver404:
        return False
    return True
