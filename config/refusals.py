"""What a rule refuses, said in the form it was asked by."""

from django import forms

from config.errors import RuleBroken


def say_in(form: forms.Form, refused: RuleBroken) -> None:
    """At the field that it is about, where the form has it; else of the whole."""
    field = next((name for name in refused.about if name in form.fields), None)
    form.add_error(field, refused.detail)
