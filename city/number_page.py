"""One number on a page of its own: its values, trying another, setting it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from city.policies_page import Number
from city.policy_forms import NumberForm
from city.reports.elsewhere import TRIED, Elsewhere
from config.errors import RuleBroken
from config.refusals import say_in


class NumberPage(ABC):
    """The page of a number of the city, or of an organization's own."""

    template: ClassVar[str]
    form: ClassVar[type[NumberForm]]

    def __init__(self, request: HttpRequest, code: str, *, may_set: bool) -> None:
        self.request = request
        self.code = code
        self.may_set = may_set

    @abstractmethod
    def number(self) -> Number | None:
        """The number with its values; None if there is no such."""

    @abstractmethod
    def rows(self) -> QuerySet[Any]:
        """Its values as they are kept."""

    @abstractmethod
    def put(self, **said: Any) -> None:
        """:raises RuleBroken: if the number cannot be set like this"""

    @abstractmethod
    def take_away(self, one: Any) -> None:
        """:raises RuleBroken: if it holds or has held"""

    @abstractmethod
    def elsewhere(self, value: int) -> Elsewhere:
        """What the last whole month would have been like with another value."""

    @abstractmethod
    def here(self) -> str:
        """The page's address."""

    def context(self) -> dict[str, Any]:
        """What its template needs besides."""
        return {}

    def answer(self) -> HttpResponse:
        """:raises Http404: if there is no such number, or it is not theirs to set"""
        number = self.number()
        if number is None:
            raise Http404
        self.known = number
        if self.request.method == "POST":
            return self._change()
        asked = self.request.GET if "value" in self.request.GET else None
        return self._tried(self.form(asked, code=self.code))

    def _change(self) -> HttpResponse:
        if not self.may_set:
            raise Http404
        if "take_away" in self.request.POST:
            return self._take_away()
        form = self.form(self.request.POST, code=self.code)
        if "try" in self.request.POST:
            return self._tried(form)
        if form.is_valid():
            try:
                self.put(**form.cleaned_data)
            except RuleBroken as broken:
                say_in(form, broken)
        if form.errors:
            return self._shown(form)
        messages.success(self.request, _("Set. It holds from that day on."))
        return redirect(self.here())

    def _take_away(self) -> HttpResponse:
        pk = self.request.POST["take_away"]
        one = get_object_or_404(self.rows(), pk=int(pk) if pk.isdecimal() else 0)
        try:
            self.take_away(one)
        except RuleBroken as broken:
            messages.error(self.request, broken.detail)
        else:
            said = _("Taken away. What was there before goes on.")
            messages.success(self.request, said)
        return redirect(self.here())

    def _tried(self, form: NumberForm) -> HttpResponse:
        """With what the value in the form would have changed; nothing is set by it."""
        tried = None
        if form.is_bound and form.is_valid() and self.code in TRIED:
            tried = self.elsewhere(form.cleaned_data["value"])
        return self._shown(form, tried=tried)

    def _shown(
        self, form: NumberForm, *, tried: Elsewhere | None = None
    ) -> HttpResponse:
        context = {
            "number": self.known,
            "form": form,
            "may_set": self.may_set,
            "can_be_tried": self.code in TRIED,
            "tried": tried,
            **self.context(),
        }
        status = 422 if form.is_bound and form.errors else 200
        return render(self.request, self.template, context, status=status)
