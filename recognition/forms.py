"""Is what somebody says of a star well-formed?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import PlainField


class ObjectionForm(forms.Form):
    """Why a star should not be somebody's."""

    words = PlainField(
        label=_("What is not right"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Only the city's office reads it, and who says it. Please name no document"
            " or phone numbers."
        ),
    )
