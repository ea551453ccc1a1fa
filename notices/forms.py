"""Is what somebody chooses about notices well-formed?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.models import Wanted
from notices.rules import choice_of
from volunteers.models import Account


class ChoiceForm(forms.Form):
    """How an account is told; what it has no address for is not asked."""

    email = forms.ChoiceField(
        label=_("By e-mail"), choices=Wanted.choices, widget=forms.RadioSelect
    )
    sms = forms.ChoiceField(
        label=_("By SMS"), choices=Wanted.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        chosen = choice_of(account)
        self.kept = {"email": chosen.email, "sms": chosen.sms}
        super().__init__(*args, **kwargs)
        self.initial = {**self.kept}
        if not account.email:
            del self.fields["email"]
        if not account.phone_sealed:
            del self.fields["sms"]

    @property
    def chosen(self) -> dict[str, Wanted]:
        """By channel; what was not asked stays as it is."""
        said = self.kept | self.cleaned_data
        return {channel: Wanted(said[channel]) for channel in self.kept}
