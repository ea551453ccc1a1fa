"""What a kind of paper is called, and whether it is offered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from city.listed_fields import code_field, place_field
from volunteers.application_form import PlainField


class NewKindForm(forms.Form):
    """The code other programs know it by, its names, and its place in the list."""

    code = code_field(_("Code of the kind"))
    name = PlainField(label=_("In Chinese"), max_length=100)
    name_en = PlainField(label=_("In English"), max_length=150)
    place = place_field()


class KindForm(forms.Form):
    """The same of one that is there; its code stays."""

    name = PlainField(label=_("In Chinese"), max_length=100)
    name_en = PlainField(label=_("In English"), max_length=150)
    place = place_field()
    is_offered = forms.BooleanField(
        label=_("People may state it, and posts may ask for it"), required=False
    )
