"""Sessions: logged, listed, read, withdrawn, answered."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api.bodies import WithoutBody
from config.api.files import AsItIs
from config.api.idempotency import Idempotent
from config.api.parsers import JSONParser
from config.api.reuse import Reused
from hours import rules
from hours.api.filters import ListFilterSerializer
from hours.api.pages import SessionPages
from hours.api.serializers import (
    AnswerSerializer,
    ClaimSerializer,
    SessionDetailSerializer,
    SessionSerializer,
)
from hours.errors import NotARecorder
from hours.history import attachments
from hours.models import Session
from hours.pace import Waits
from hours.rules import Claim
from notices.attaching.sending import as_response
from notices.models import Attachment
from volunteers.errors import NoSuchVolunteer, NotAVolunteer
from volunteers.identifiers import fold, is_volunteer_number
from volunteers.models import Organization, Volunteer
from volunteers.models.naming import uuid7
from volunteers.permissions import records_for, wards_acted_for
from volunteers.tokens import Scope, account_of, require_scope

SPLIT = OpenApiParameter(
    "split",
    OpenApiTypes.BOOL,
    description="Log one session a local day, and answer with a list.",
)

CLAIMS = Reused(ClaimSerializer)
SESSIONS = Reused(SessionSerializer)

_ONE = {"$ref": "#/components/schemas/Session"}
ONE_OR_MORE = {"oneOf": [_ONE, {"type": "array", "items": _ONE}]}


class SessionsView(Idempotent, ListAPIView):
    """Sessions one may see, and the way to log one."""

    serializer_class = SessionSerializer
    queryset = Session.objects.none()

    def get_serializer_context(self) -> dict[str, Any]:
        return {"reader": self.request.user}

    @extend_schema(operation_id="sessions_list", parameters=[ListFilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """
        One's own sessions and those in one's scope, the newest service first.

        Where what is asked for is rare, a page may be short or empty and still
        have a next one.
        """
        asked = {key: value for key, value in request.query_params.items() if value}
        wanted = ListFilterSerializer(data=asked)
        wanted.is_valid(raise_exception=True)
        pages = SessionPages()
        found = pages.read(request, wanted=wanted.filter, by=account_of(request))
        told = SessionSerializer(found, many=True, context=context_of(request, found))
        return pages.get_paginated_response(told.data)

    @extend_schema(
        operation_id="sessions_create",
        request=ClaimSerializer,
        parameters=[SPLIT],
        responses={
            201: OpenApiResponse(ONE_OR_MORE, "Logged; a list if split."),
            200: OpenApiResponse(ONE_OR_MORE, "Logged before, as it is now."),
        },
    )
    def post(self, request: Request) -> Response:
        """Log a session, one's own, a ward's, or for somebody one records for."""
        claim = _claim(request, CLAIMS.read(request.data))
        log = rules.log_split if _wants_split(request) else _log_one
        logged = log(claim=claim, by=account_of(request), at=timezone.now())
        any_new = any(new for __, new in logged)
        told = [_told(session, claim, request, is_new=new) for session, new in logged]
        return Response(
            told if _wants_split(request) else told[0],
            status.HTTP_201_CREATED if any_new else status.HTTP_200_OK,
        )


def _told(session: Session, claim: Claim, request: Request, *, is_new: bool) -> Any:
    if is_new:  # it has its names at hand; one found again has not
        session.site = (claim.activity or claim.organization).site
    else:
        session = Session.objects.with_names().get(pk=session.pk)
    return SESSIONS.tell(session, reader=request.user)


def _wants_split(request: Request) -> bool:
    return request.query_params.get("split", "").lower() in ("true", "1")


def _log_one(*, claim: Claim, **kwargs: Any) -> list[tuple[Session, bool]]:
    return [rules.log(claim=claim, **kwargs)]


def _claim(request: Request, said: dict[str, Any]) -> Claim:
    number = fold(said.pop("volunteer", ""))
    volunteer = _volunteer(request, number, said["organization"])
    return Claim(volunteer=volunteer, id=said.pop("id", None) or uuid7(), **said)


def _volunteer(request: Request, number: str, organization: Organization) -> Volunteer:
    """
    The person a claim is for: oneself, one's ward, or whom one records for.

    Who records nothing learns of no number whether somebody has it.
    """
    account = account_of(request)
    person = account.as_volunteer
    if not number:
        if person is None:
            raise NotAVolunteer
        return person
    if person is not None and number == person.number:
        return person
    for ward in wards_acted_for(account):
        if number == ward.number:
            return ward
    require_scope(request, Scope.DECIDE)
    if not records_for(account, organization):
        raise NotARecorder
    return _known(number)


def _known(number: str) -> Volunteer:
    if not is_volunteer_number(number):
        raise ValidationError({"volunteer": [_("This is not a volunteer number.")]})
    volunteer = Volunteer.objects.filter(number=number).first()
    if volunteer is None:
        raise NoSuchVolunteer
    return volunteer


class SessionView(APIView):
    """One session."""

    @extend_schema(operation_id="sessions_retrieve", responses=SessionDetailSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        """With its history and thread; 404 where it is not in one's scope."""
        visible = Session.objects.readable_by(account_of(request)).with_names()
        session = get_object_or_404(
            visible.select_related("submitted_by__volunteer"), pk=pk
        )
        context = context_of(request, [session])
        return Response(SessionDetailSerializer(session, context=context).data)


class AttachmentView(APIView):
    """A picture or document of the talk about a session."""

    content_negotiation_class = AsItIs

    @extend_schema(
        operation_id="sessions_attachment",
        responses={(200, kind): OpenApiTypes.BINARY for kind in Attachment.Kind.values},
    )
    def get(
        self, request: Request, pk: UUID, attachment: UUID, **kwargs: Any
    ) -> HttpResponse:
        """The file, for whoever may read the session."""
        seen = attachments(session=pk, reader=account_of(request))
        return as_response(get_object_or_404(seen, pk=attachment))


class WithdrawView(WithoutBody):
    """Taking one's own session back."""

    @extend_schema(
        operation_id="sessions_withdraw", request=None, responses=SessionSerializer
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take one's own session back before it is decided; again: the same."""
        session = _own(request, pk)
        rules.withdraw(session=session, by=account_of(request), at=timezone.now())
        return _own_as_it_is_now(request, pk)


class AnswerView(Idempotent):
    """Answering what the organization asked."""

    parser_classes = (JSONParser, MultiPartParser)

    @extend_schema(
        operation_id="sessions_answer",
        request=AnswerSerializer,
        responses=SessionSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """
        Answer the question; the session waits for its decision again.

        Files come as parts named ``files`` of a multipart body.
        """
        session = _own(request, pk)
        said = AnswerSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.answer(
            session=session,
            **said.validated_data,
            by=account_of(request),
            at=timezone.now(),
        )
        return _own_as_it_is_now(request, pk)


def _own(request: Request, pk: UUID) -> Session:
    own = Session.objects.of(account_of(request)).with_names()
    return get_object_or_404(own, pk=pk)


def _own_as_it_is_now(request: Request, pk: UUID) -> Response:
    session = _own(request, pk)
    context = context_of(request, [session])
    return Response(SessionSerializer(session, context=context).data)


def context_of(request: Request, sessions: list[Session]) -> dict[str, Any]:
    """What the serializer needs to say when those that wait are decided."""
    return {
        "reader": request.user,
        "waits": Waits(sessions, today=timezone.localdate()),
    }
