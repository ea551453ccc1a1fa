"""What the API takes and tells of somebody who registers."""

from typing import Any

from django import forms
from rest_framework import serializers

from config.api.bodies import BodySerializer
from volunteers.models import DocumentType, Purpose
from volunteers.registering.forms import (
    OFFERED,
    ContactForm,
    ProofForm,
    RegistrationForm,
)
from volunteers.rules import Registration


class RegistrationSerializer(BodySerializer):
    """Types are looked at here; what they mean, by the registration form."""

    name = serializers.CharField(max_length=50)
    phone = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=30,
        help_text="A mainland mobile number; it is sent a code.",
    )
    email = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=254,
        help_text="In place of the phone, for whoever has none; it is sent a code.",
    )
    document_type = serializers.ChoiceField(DocumentType.choices)
    document_number = serializers.CharField(max_length=60)
    birth_date = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="Needed where the document is no resident identity card.",
    )
    district = serializers.CharField(max_length=6, help_text="GB/T 2260 code.")
    home_site = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, max_length=12
    )
    password = serializers.CharField(max_length=128, trim_whitespace=False)
    consent = serializers.BooleanField(
        help_text="To registration itself. Must be true."
    )
    consents = serializers.ListField(
        child=serializers.ChoiceField([(one.value, one.label) for one in OFFERED]),
        required=False,
        help_text="What is agreed to besides; nothing depends on it.",
    )

    def to_internal_value(self, data: Any) -> dict[str, Registration]:
        values, errors = well_typed(super().to_internal_value, data)
        names = [str(name) for name in self.fields]
        form = RegistrationForm(
            {name: values[name] for name in names if name in values.keys() - errors}
        )
        refuse(form, errors)
        return {"registration": form.registration}


class PendingSerializer(serializers.Serializer):
    registration = serializers.UUIDField(help_text="For `registrations/<id>/prove/`.")
    state = serializers.ChoiceField(["prove_phone", "prove_email"])


class ProofSerializer(BodySerializer):
    code = serializers.CharField(max_length=30, help_text="Six digits.")

    def to_internal_value(self, data: Any) -> dict[str, str]:
        values, errors = well_typed(super().to_internal_value, data)
        form = ProofForm({} if "code" in errors else {"code": values.get("code")})
        refuse(form, errors)
        return {"code": form.cleaned_data["code"]}


class NumberSerializer(serializers.Serializer):
    number = serializers.CharField(help_text="The volunteer number.")


# What a code may be asked for, in the words of the API.
CODES_FOR = {"registration": Purpose.REGISTER, "need": Purpose.NEED}


class CodeRequestSerializer(BodySerializer):
    phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    email = serializers.CharField(required=False, allow_blank=True, max_length=254)
    purpose = serializers.ChoiceField(list(CODES_FOR))

    def to_internal_value(self, data: Any) -> dict[str, str]:
        values, errors = well_typed(super().to_internal_value, data)
        form = ContactForm(
            {
                name: values[name]
                for name in ("phone", "email")
                if name in values.keys() - errors
            }
        )
        refuse(form, errors)
        to = form.cleaned_data
        return {"to": to["phone"] or to["email"], "purpose": values["purpose"]}


class CodeSentSerializer(serializers.Serializer):
    state = serializers.ChoiceField(["sent"])


def well_typed(read: Any, data: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values as sent, and what of them is not even of the right type."""
    try:
        return read(data), {}
    except serializers.ValidationError as invalid:
        if not isinstance(data, dict) or not isinstance(invalid.detail, dict):
            raise
        return data, invalid.detail


def refuse(form: forms.Form, errors: dict[str, Any]) -> None:
    if form.is_valid() and not errors:
        return
    told = dict(form.errors)
    if "email" in errors and form.has_error("phone", "required"):
        del told["phone"]  # there is something in its place, though malformed
    raise serializers.ValidationError(told | errors)
