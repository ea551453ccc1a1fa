"""What the API takes and tells of people and organizations."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from config.api.bodies import BodySerializer
from volunteers.application_form import MOST_FIELDS, ApplicationForm
from volunteers.masking import mask_phone
from volunteers.models import Account, Organization, Role, UnitType
from volunteers.permissions import appointments_of
from volunteers.rules import Application
from volunteers.tokens import Scope


class LoginSerializer(BodySerializer):
    login = serializers.CharField(
        max_length=254, help_text="Phone, e-mail or user name."
    )
    password = serializers.CharField(
        max_length=128, trim_whitespace=False, style={"input_type": "password"}
    )
    otp = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=20,
        help_text="A code of the authenticator app, or a recovery code. Needed by the"
        " city's staff and auditors, the operator, and whoever has set one up.",
    )
    scopes = serializers.ListField(
        child=serializers.ChoiceField(Scope.choices),
        required=False,
        allow_empty=False,
        help_text="All that the account may have, if left out.",
    )


class TokenSerializer(serializers.Serializer):
    token = serializers.CharField()
    expires_at = serializers.DateTimeField(allow_null=True)
    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices))


class OrganizationBriefSerializer(serializers.ModelSerializer[Organization]):
    name = serializers.CharField(source="label", read_only=True)

    class Meta:
        model = Organization
        fields = ("id", "name")


class OrganizationSerializer(serializers.ModelSerializer[Organization]):
    """What anyone may know of an organization."""

    name = serializers.CharField(source="label", read_only=True)
    parent = OrganizationBriefSerializer(allow_null=True, read_only=True)
    district = serializers.CharField(source="district_id", read_only=True)
    site = serializers.CharField(source="site.code", allow_null=True, read_only=True)
    successor = OrganizationBriefSerializer(allow_null=True, read_only=True)

    class Meta:
        model = Organization
        fields = (
            "id",
            "name",
            "kind",
            "status",
            "uscc",
            "sponsor",
            "district",
            "site",
            "parent",
            "successor",
            "joining",
        )
        read_only_fields = fields


class ApplicationSerializer(BodySerializer):
    """Types are looked at here; what they mean, by the form of the pages."""

    name = serializers.CharField(max_length=100)
    name_en = serializers.CharField(max_length=150, required=False, allow_blank=True)
    kind = serializers.ChoiceField(Organization.Kind.choices)
    uscc = serializers.CharField(
        max_length=40,
        required=False,
        allow_null=True,
        allow_blank=True,
        help_text="Unified social credit code; needed by a registered organization.",
    )
    sponsor = serializers.CharField(
        max_length=100,
        required=False,
        allow_blank=True,
        help_text="Needed by a group without credit code: the unit behind it.",
    )
    district = serializers.CharField(max_length=6, help_text="GB/T 2260 code.")
    site = serializers.CharField(
        max_length=12,
        required=False,
        allow_null=True,
        allow_blank=True,
        help_text="Code of the practice site; needed where that organizes itself.",
    )
    parent = serializers.UUIDField(  # type: ignore[assignment]
        required=False, allow_null=True, help_text="The organization above."
    )
    unit_type = serializers.ChoiceField(UnitType.choices, required=False)
    purpose = serializers.CharField(max_length=500, required=False, allow_blank=True)
    service_fields = serializers.ListField(
        child=serializers.CharField(max_length=4),
        required=False,
        max_length=MOST_FIELDS,
        help_text="National codes, such as 0006 for environment.",
    )
    address = serializers.CharField(max_length=200, required=False, allow_blank=True)
    person_in_charge = serializers.CharField(
        max_length=50, required=False, allow_blank=True
    )
    contact_name = serializers.CharField(
        max_length=50, required=False, allow_blank=True
    )
    contact_phone = serializers.CharField(
        max_length=30, required=False, allow_blank=True
    )
    shows_person = serializers.BooleanField(required=False)
    shows_contact = serializers.BooleanField(required=False)

    def to_internal_value(self, data: Any) -> dict[str, Application]:
        try:
            values = super().to_internal_value(data)
            errors: dict[str, Any] = {}
        except serializers.ValidationError as invalid:
            if not isinstance(data, dict) or not isinstance(invalid.detail, dict):
                raise
            values, errors = data, invalid.detail
        names = [str(name) for name in self.fields]
        form = ApplicationForm(
            {name: values[name] for name in names if name in values.keys() - errors}
        )
        if not form.is_valid() or errors:
            raise serializers.ValidationError(dict(form.errors) | errors)
        return {"application": form.application}

    @property
    def application(self) -> Application:
        application: Application = self.validated_data["application"]
        return application


class AppointmentSerializer(serializers.Serializer):
    role = serializers.ChoiceField(Role.choices)
    organization = OrganizationBriefSerializer(required=False)
    site = serializers.CharField(source="site.code", required=False)
    until = serializers.DateField(
        source="ends_on", required=False, help_text="The last day, where there is one."
    )
    standing_in_for = serializers.CharField(
        source="deputy_of.account.display_name",
        required=False,
        help_text="Whose deputy the account is.",
    )

    def to_representation(self, instance: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().to_representation(instance)
        return {name: value for name, value in told.items() if value is not None}


class MeSerializer(serializers.Serializer):
    """The account that asks, and the volunteer behind it where there is one."""

    number = serializers.CharField(source="as_volunteer.number", allow_null=True)
    name = serializers.CharField(source="display_name")
    phone = serializers.SerializerMethodField(help_text="Masked.")
    district = serializers.CharField(source="as_volunteer.district_id", allow_null=True)
    home_site = serializers.CharField(
        source="as_volunteer.home_site.code", allow_null=True
    )
    status = serializers.CharField(source="as_volunteer.status", allow_null=True)
    registered_on = serializers.SerializerMethodField()
    language = serializers.CharField()
    appointments = serializers.SerializerMethodField()

    def get_phone(self, account: Account) -> str:
        person = account.as_volunteer
        return mask_phone(person.phone if person else account.phone)

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_registered_on(self, account: Account) -> str | None:
        if person := account.as_volunteer:
            return timezone.localdate(person.registered_at).isoformat()
        return None

    @extend_schema_field(AppointmentSerializer(many=True))
    def get_appointments(self, account: Account) -> list[dict[str, Any]]:
        return list(AppointmentSerializer(appointments_of(account), many=True).data)
