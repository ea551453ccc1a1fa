"""Exports in the background: begun, listed, and fetched once they are done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.urls import reverse
from django.utils import timezone, translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config import job_files
from config.api.bodies import BodySerializer
from config.api.files import AsItIs
from config.api.idempotency import Idempotent
from config.models import Job, JobQuerySet
from hours.exports import background, kept
from hours.exports.errors import NoSuchExport
from hours.exports.fetching import TYPES, fetch
from hours.permissions import exports_anything
from volunteers.tokens import Scope, account_of


class BeginExportSerializer(BodySerializer):
    """The sessions of a year, of one organization or of the whole city."""

    year = serializers.IntegerField(min_value=1900, max_value=2200)
    organization = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Only sessions with it; the city may leave it out and gets all.",
    )
    format = serializers.ChoiceField(background.FORMATS, default=background.CSV)
    language = serializers.ChoiceField(
        ["zh-hans", "en"],
        required=False,
        help_text="Of the headings and words; that of the request unless given.",
    )


class ExportSerializer(serializers.ModelSerializer[Job]):
    """An export: how far it is, and where to fetch it once it is done."""

    state = serializers.ChoiceField(Job.STATES)
    year = serializers.IntegerField(source="arguments.year")
    organization = serializers.UUIDField(
        source="arguments.organization", allow_null=True
    )
    format = serializers.ChoiceField(background.FORMATS, source="arguments.format")
    language = serializers.CharField(source="arguments.language")
    sessions = serializers.SerializerMethodField(help_text="In the file so far.")
    problem = serializers.DictField(allow_null=True)
    download = serializers.SerializerMethodField(
        help_text="Where to fetch the file with the same token; null when it is gone."
    )
    expires_at = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = (
            "id",
            "state",
            "year",
            "organization",
            "format",
            "language",
            "sessions",
            "problem",
            "created_at",
            "finished_at",
            "download",
            "expires_at",
        )
        read_only_fields = fields

    def get_sessions(self, job: Job) -> int:
        return int(job.result.get("rows", 0))

    @extend_schema_field({"type": ["string", "null"], "format": "uri-reference"})
    def get_download(self, job: Job) -> str | None:
        if not kept.can_be_fetched(job, at=timezone.now()):
            return None
        return reverse("api_export_file", args=[job.pk])

    def get_expires_at(self, job: Job) -> datetime | None:
        end = job_files.until(job)
        return timezone.localtime(end) if end else None


class ExportsView(Idempotent, ListAPIView):
    """The exports one began, and the way to begin one."""

    # It reads, and changes nothing that anybody counts: auditors may as well.
    scope = Scope.READ
    serializer_class = ExportSerializer
    queryset = Job.objects.none()
    ordering = ("-created_at", "-id")

    def get_queryset(self) -> JobQuerySet:
        account = account_of(self.request)
        if not exports_anything(account):
            raise NoSuchExport
        return background.exports_of(account)

    @extend_schema(operation_id="exports_list", responses=ExportSerializer(many=True))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One's own exports of the last month, the newest first."""
        return self.list(request, *args, **kwargs)

    @extend_schema(
        operation_id="exports_create",
        request=BeginExportSerializer,
        responses={202: OpenApiResponse(ExportSerializer, "Begun.")},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Begin to write sessions into a file, to be fetched within a day."""
        account = account_of(request)
        if not exports_anything(account):
            raise NoSuchExport
        said = BeginExportSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        job = background.begin(
            **{"language": translation.get_language() or "zh-hans"}
            | said.validated_data,
            by=account,
            at=timezone.now(),
        )
        return Response(ExportSerializer(job).data, status.HTTP_202_ACCEPTED)


class ExportFileView(APIView):
    """The file of a finished export."""

    content_negotiation_class = AsItIs

    @extend_schema(
        operation_id="exports_file",
        responses={(200, kind): OpenApiTypes.BINARY for kind in TYPES.values()},
    )
    def get(self, request: Request, pk: UUID, **kwargs: Any) -> FileResponse:
        """The file, for who began the export, for a day after it was done."""
        return fetch(pk=pk, by=account_of(request), at=timezone.now())
