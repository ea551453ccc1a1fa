"""Who has no account proves a phone, which holds in this browser for half an hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.sms import NotDelivered
from volunteers.codes import use_code
from volunteers.errors import TooManyTries, WrongCode
from volunteers.guarding.forms import OwnPhoneForm
from volunteers.masking import mask_phone
from volunteers.models import Purpose
from volunteers.registering.forms import ProofForm
from volunteers.registering.trial import where_it_went
from volunteers.sealing import seal_for_browser, unseal_from_browser

View = Callable[..., HttpResponse]
HOLDS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneProof:
    """
    The two pages on which a phone is said and proved, for one purpose.

    ``send`` sends the code; ``asks``, ``proves`` and ``then`` are names of pages, the
    first with ``template`` and ``title``. The phone waits sealed in the session.
    """

    purpose: Purpose
    send: Callable[..., None]
    asks: str
    proves: str
    then: str
    template: str
    title: str | Promise

    def views(self) -> tuple[View, View]:
        """What stands behind ``asks`` and ``proves``; neither is kept by a browser."""
        methods = require_http_methods(["GET", "HEAD", "POST"])
        ask = sensitive_post_parameters("phone")(methods(self.ask))
        prove = sensitive_post_parameters("code")(methods(self.prove))
        return never_cache(ask), never_cache(prove)

    def ask(self, request: HttpRequest) -> HttpResponse:
        """Say one's phone; a code is sent, whether or not anybody is known by it."""
        if request.method != "POST":
            if self.proved(request):
                return redirect(self.then)
            return render(request, self.template, {"form": OwnPhoneForm()})
        form = OwnPhoneForm(request.POST)
        status = 422
        if form.is_valid():
            phone = form.cleaned_data["phone"]
            try:
                self.send(phone=phone, request=request, at=timezone.now())
            except (TooManyTries, NotDelivered) as refused:
                form.add_error("phone", refused.detail)
                status = refused.status
            else:
                request.session[self._asked] = seal_for_browser(phone)
                return redirect(self.proves)
        return render(request, self.template, {"form": form}, status=status)

    def prove(self, request: HttpRequest) -> HttpResponse:
        """Type the code that came to the phone."""
        kept, now = request.session.get(self._asked, ""), timezone.now()
        if not (phone := unseal_from_browser(kept)):
            return redirect(self.asks)
        form = ProofForm(request.POST if request.method == "POST" else None)
        status = 422 if form.is_bound else 200
        if form.is_valid():
            try:
                use_code(
                    to=phone,
                    purpose=self.purpose,
                    code=form.cleaned_data["code"],
                    request=request,
                    at=now,
                )
            except (WrongCode, TooManyTries) as refused:
                form.add_error("code", refused.detail)
                status = refused.status
            else:
                request.session.pop(self._asked)
                until = (now + HOLDS).isoformat()
                request.session[self._proved] = {"phone": kept, "until": until}
                return redirect(self.then)
        context: dict[str, Any] = {
            "form": form,
            "to": mask_phone(phone),
            "hint": where_it_went(phone),
            "back": reverse(self.asks),
            "back_title": self.title,
        }
        page = "volunteers/phone_proof.html"
        return render(request, page, context, status=status)

    def proved(self, request: HttpRequest) -> str:
        """The phone proved in this browser within the last half hour, or nothing."""
        kept = request.session.get(self._proved)
        until = parse_datetime(kept["until"]) if kept else None
        if kept is None or until is None or until <= timezone.now():
            return ""
        return unseal_from_browser(kept["phone"])

    def forget(self, request: HttpRequest) -> None:
        """Let the proof be over, whether or not there was one."""
        request.session.pop(self._proved, None)

    @property
    def _asked(self) -> str:
        return f"{self.purpose.value}_asked"

    @property
    def _proved(self) -> str:
        return f"{self.purpose.value}_proved"
