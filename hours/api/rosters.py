"""Rosters: who served together, recorded by a leader in one call."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.idempotency import Idempotent
from config.errors import RuleBroken
from hours import rules
from hours.api.serializers import PlaceOfServiceSerializer, TimeSerializer
from hours.errors import NotARecorder
from hours.forms import named_by
from hours.permissions import may_record_some
from hours.rules import Claim
from hours.rules.record import MOST_PEOPLE, MOST_PERIODS
from volunteers.errors import NoSuchVolunteer
from volunteers.identifiers import fold
from volunteers.models import Account, Volunteer
from volunteers.tokens import Scope, account_of

# The ids of a roster's sessions, made from the key it was sent with.
KEYS = UUID("0c0f6a52-4b0f-4a0d-9f0e-8c6a3e5a7b11")


class RosterSerializer(PlaceOfServiceSerializer):
    """Some people, by volunteer number, who all served at each of the periods."""

    periods = serializers.ListField(
        child=TimeSerializer(), min_length=1, max_length=MOST_PERIODS
    )
    people = serializers.ListField(
        child=serializers.CharField(max_length=40),
        min_length=1,
        max_length=MOST_PEOPLE,
        help_text="Volunteer numbers.",
    )


class LeftOutSerializer(serializers.Serializer):
    volunteer = serializers.CharField()
    period = serializers.IntegerField(
        allow_null=True, help_text="Counted from 0; null where nobody has the number."
    )
    code = serializers.CharField()
    detail = serializers.CharField()


class RecordedSerializer(serializers.Serializer):
    recorded = serializers.IntegerField(help_text="Sessions.")
    minutes = serializers.IntegerField()
    refused = LeftOutSerializer(many=True)


class RostersView(Idempotent):
    """Rosters of the organizations one records for, and of the teams one leads."""

    scope = Scope.DECIDE

    @extend_schema(
        operation_id="rosters_create",
        request=RosterSerializer,
        responses={201: RecordedSerializer},
    )
    def post(self, request: Request) -> Response:
        """
        Record who served together; who cannot be is left out, and said why.

        Whoever leads a team records its people, and nobody else.

        With an `Idempotency-Key` the same roster is the same sessions, for ever.
        """
        said = RosterSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        account = account_of(request)
        if not may_record_some(account, said.validated_data["organization"]):
            raise NotARecorder
        key = request.headers.get("Idempotency-Key")
        form = uuid5(KEYS, f"{account.pk} {key}") if key else uuid4()
        told = _record(dict(said.validated_data), form=form, by=account)
        return Response(told, status.HTTP_201_CREATED)


def _record(said: dict[str, Any], *, form: UUID, by: Account) -> dict[str, Any]:
    periods = said.pop("periods")
    numbers = dict.fromkeys(fold(one) for one in said.pop("people"))
    people = {one.number: one for one in Volunteer.objects.filter(number__in=numbers)}
    claims = [
        named_by(Claim(volunteer=people[number], **said, **period), uuid5(form, number))
        for number in numbers
        for period in periods
        if number in people
    ]
    sessions, refused = rules.record(claims=claims, by=by, at=timezone.now())
    unknown = [number for number in numbers if number not in people]
    return {
        "recorded": len(sessions),
        "minutes": sum(one.minutes or 0 for one in sessions),
        "refused": [
            *(_told(number, None, NoSuchVolunteer()) for number in unknown),
            *(
                _told(
                    one.claim.volunteer.number, _period(one.claim, periods), one.error
                )
                for one in refused
            ),
        ],
    }


def _period(claim: Claim, periods: list[dict[str, Any]]) -> int:
    """Which of the periods the claim is of."""
    return periods.index({name: getattr(claim, name) for name in periods[0]})


def _told(number: str, period: int | None, error: RuleBroken) -> dict[str, Any]:
    return {
        "volunteer": number,
        "period": period,
        "code": error.code,
        "detail": error.detail,
    }
