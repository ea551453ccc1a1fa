"""The API of becoming a volunteer: what is said, then the code that proves it."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.idempotency import Idempotent
from volunteers import rules
from volunteers.codes import send_code
from volunteers.errors import NoSuchRegistration
from volunteers.models import PendingRegistration
from volunteers.registering.serializers import (
    CODES_FOR,
    CodeRequestSerializer,
    CodeSentSerializer,
    NumberSerializer,
    PendingSerializer,
    ProofSerializer,
    RegistrationSerializer,
)


class VolunteersView(Idempotent):
    """Registration."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="volunteers_create",
        request=RegistrationSerializer,
        responses={202: PendingSerializer},
    )
    def post(self, request: Request) -> Response:
        """Ask to become a volunteer; answered alike whatever is already known."""
        said = RegistrationSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        registration = said.validated_data["registration"]
        pending = rules.ask_to_register(
            registration=registration, request=request._request, at=timezone.now()
        )
        told = {
            "registration": pending.pk,
            "state": "prove_phone" if registration.phone else "prove_email",
        }
        return Response(PendingSerializer(told).data, status.HTTP_202_ACCEPTED)


class ProveView(Idempotent):
    """The code that was sent to the phone or e-mail of a registration."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="registrations_prove",
        request=ProofSerializer,
        responses={201: NumberSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Become a volunteer; 409 `visit_a_desk` whatever is already known."""
        said = ProofSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        now = timezone.now()
        pending = PendingRegistration.objects.alive(now).filter(pk=pk).first()
        if pending is None:
            raise NoSuchRegistration
        volunteer = rules.prove(
            pending=pending,
            code=said.validated_data["code"],
            request=request._request,
            at=now,
        )
        return Response({"number": volunteer.number}, status.HTTP_201_CREATED)


class CodesView(Idempotent):
    """Codes of six digits, to a phone or an e-mail address."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="codes_create",
        request=CodeRequestSerializer,
        responses={202: CodeSentSerializer},
    )
    def post(self, request: Request) -> Response:
        """Send a code, whether or not anybody is known by that phone or e-mail."""
        asked = CodeRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        send_code(
            to=asked.validated_data["to"],
            purpose=CODES_FOR[asked.validated_data["purpose"]],
            request=request._request,
            at=timezone.now(),
        )
        return Response({"state": "sent"}, status.HTTP_202_ACCEPTED)
