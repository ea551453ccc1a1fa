"""The API of a guardian: the children in one's charge, and registering one."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field, inline_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.bodies import BodySerializer
from config.api.filters import refuse_filters
from config.api.idempotency import Idempotent
from hours.models import VolunteerYear
from volunteers import rules
from volunteers.ages import age_on
from volunteers.guardians import Standing, standing
from volunteers.guarding.forms import WardForm
from volunteers.models import DocumentType, Guardian, Volunteer
from volunteers.permissions import wards_of
from volunteers.registering.serializers import refuse, well_typed
from volunteers.tokens import account_of


class NewWardSerializer(BodySerializer):
    """Types are looked at here; what they mean, by the form of the pages."""

    name = serializers.CharField(max_length=50)
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
    relation = serializers.ChoiceField(Guardian.Relation.choices)
    consent = serializers.BooleanField(
        help_text="To the use of the child's data. Must be true."
    )
    guardian_consent = serializers.BooleanField(
        help_text="Of the guardian, that the child volunteers. Must be true."
    )

    def to_internal_value(self, data: Any) -> dict[str, rules.Ward]:
        values, errors = well_typed(super().to_internal_value, data)
        names = [str(name) for name in self.fields]
        form = WardForm(
            {name: values[name] for name in names if name in values.keys() - errors}
        )
        refuse(form, errors)
        return {"ward": form.ward}


class WardSerializer(serializers.ModelSerializer[Volunteer]):
    """A child in one's charge. Needs ``minutes`` by person in its context."""

    age = serializers.SerializerMethodField(help_text="Completed years, today.")
    signs_in = serializers.SerializerMethodField(
        help_text="Whether the child has a sign-in: then nobody acts for it."
    )
    guardian = serializers.SerializerMethodField()
    minutes = serializers.SerializerMethodField(help_text="Of this year.")

    class Meta:
        model = Volunteer
        fields = ("number", "name", "age", "signs_in", "guardian", "minutes")

    def get_age(self, person: Volunteer) -> int:
        return age_on(timezone.localdate(), born=person.birth_date)

    def get_signs_in(self, person: Volunteer) -> bool:
        return person.account_id is not None

    @extend_schema_field(serializers.ChoiceField(Standing.choices))
    def get_guardian(self, person: Volunteer) -> str:
        return standing(person, on=timezone.localdate()).value

    def get_minutes(self, person: Volunteer) -> int:
        return int(self.context["minutes"].get(person.pk, 0))


class WardsView(Idempotent):
    """The children in one's charge."""

    @extend_schema(
        operation_id="me_wards_list",
        responses=inline_serializer(
            "WardPage",
            {
                "next": serializers.URLField(allow_null=True),
                "previous": serializers.URLField(allow_null=True),
                "results": WardSerializer(many=True),
            },
        ),
    )
    def get(self, request: Request) -> Response:
        """All of them: they fit on one page."""
        refuse_filters(request)
        account = account_of(request)
        if account.as_volunteer is None:
            raise Http404
        told = _told(wards_of(account))
        return Response({"next": None, "previous": None, "results": told})

    @extend_schema(
        operation_id="me_wards_create",
        request=NewWardSerializer,
        responses={201: WardSerializer},
    )
    def post(self, request: Request) -> Response:
        """Register a child from 8 to 13, with the separate consent of the guardian."""
        said = NewWardSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        child = rules.register_ward(
            ward=said.validated_data["ward"],
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(_told([child])[0], status.HTTP_201_CREATED)


def _told(people: list[Volunteer]) -> list[Any]:
    years = VolunteerYear.objects.filter(
        volunteer__in=people, year=timezone.localdate().year
    )
    minutes = dict(years.values_list("volunteer", "minutes"))
    return list(WardSerializer(people, many=True, context={"minutes": minutes}).data)
