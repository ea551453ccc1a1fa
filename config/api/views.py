from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.models import Job


class JobSerializer(serializers.ModelSerializer[Job]):
    """A long act: how far it is, and its result so far."""

    state = serializers.ChoiceField(Job.STATES)
    result = serializers.DictField()
    problem = serializers.DictField(allow_null=True)

    class Meta:
        model = Job
        fields = (
            "id",
            "kind",
            "state",
            "total",
            "done",
            "result",
            "problem",
            "created_at",
            "started_at",
            "finished_at",
        )
        read_only_fields = fields


class JobView(APIView):
    """One's own job; another's does not exist."""

    @extend_schema(operation_id="jobs_retrieve", responses=JobSerializer)
    def get(self, request: Request, pk: UUID, **kwargs: Any) -> Response:
        mine = Job.objects.of(request.user).defer("arguments")
        job = get_object_or_404(mine, pk=pk)
        return Response(JobSerializer(job).data)
