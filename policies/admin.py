"""The city's numbers, set from a day to come, as the city has decided them."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from config.operator import operator
from config.operator.rows import Rows
from policies import rules
from policies.errors import HoldsAlready
from policies.models import Policy
from policies.words import NAMES


class PolicyForm(forms.ModelForm):
    code = forms.ChoiceField(choices=NAMES.items)
    value = forms.IntegerField(min_value=0, max_value=1_000_000)

    class Meta:
        model = Policy
        fields = ("code", "holds_from", "value")

    def clean_holds_from(self) -> date:
        day: date = self.cleaned_data["holds_from"]
        if not rules.may_hold_from(day, at=timezone.now()):
            raise ValidationError(HoldsAlready().detail)
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        about = {
            name: said.get(name, getattr(self.instance, name))
            for name in ("code", "holds_from", "value")
        }
        if not self.errors:
            try:
                rules.check_number(at=timezone.now(), **about)
            except RuleBroken as broken:
                raise ValidationError(broken.detail) from broken
        return said


@admin.register(Policy, site=operator)
class PolicyAdmin(Rows):
    shown = ("code", "holds_from", "value")
    list_display = ("name", "code", "holds_from", "value")
    ordering = ("code", "-holds_from")
    form = PolicyForm
    finds = ("code",)

    @admin.display(description=_("name"))
    def name(self, policy: Policy) -> str:
        return str(NAMES.get(policy.code, policy.code))

    def get_readonly_fields(
        self, request: HttpRequest, obj: Policy | None = None
    ) -> tuple[str, ...]:
        return ("code", "holds_from") if obj else ()

    def has_change_permission(
        self, request: HttpRequest, obj: Policy | None = None
    ) -> bool:
        return obj is not None and rules.may_hold_from(
            obj.holds_from, at=timezone.now()
        )

    def has_delete_permission(
        self, request: HttpRequest, obj: Policy | None = None
    ) -> bool:
        return self.has_change_permission(request, obj)

    def save_model(
        self,
        request: HttpRequest,
        obj: Policy,
        form: Any,
        change: bool,  # noqa: FBT001 - Django's
    ) -> None:
        saved = rules.set_number(
            code=obj.code, value=obj.value, holds_from=obj.holds_from, at=timezone.now()
        )
        obj.pk = saved.pk

    def delete_model(self, request: HttpRequest, obj: Policy) -> None:
        rules.take_away(policy=obj, at=timezone.now())
