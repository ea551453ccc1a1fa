"""A certificate over the API, for anybody who holds its code."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from recognition.looks import limit_looks
from recognition.models import Certificate, CertificateLine


class LineSerializer(serializers.ModelSerializer[CertificateLine]):
    organization = serializers.CharField(source="organization.name")

    class Meta:
        model = CertificateLine
        fields = ("organization", "sessions", "minutes")


class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    """What the public page says: the name masked, and no document number."""

    verdict = serializers.ChoiceField(Certificate.Verdict.choices)
    number = serializers.CharField()
    name = serializers.CharField(source="masked_name", help_text="Masked.")
    issuer = serializers.SerializerMethodField(
        help_text="The organization that recorded it all; null for a collection."
    )
    issued_on = serializers.DateField()
    by_evidence = serializers.DictField(child=serializers.IntegerField())
    lines = LineSerializer(many=True)

    class Meta:
        model = Certificate
        fields = (
            "verdict",
            "number",
            "name",
            "first_day",
            "last_day",
            "minutes",
            "sessions",
            "by_evidence",
            "issuer",
            "lines",
            "issued_on",
            "revoked_at",
            "revoked_for",
        )

    def get_issuer(self, one: Certificate) -> str | None:
        return one.organization.name if one.organization else None


class CertificateView(APIView):
    """Whether a certificate is good, and what it says."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="certificates_retrieve",
        responses=CertificateSerializer,
        auth=[{}],  # type: ignore[list-item]
    )
    def get(self, request: Request, code: str, **kwargs: Any) -> Response:
        """Valid, superseded or revoked; 404 where there is none of that code."""
        limit_looks(request)
        one = get_object_or_404(Certificate.objects.with_names(), code=code)
        return Response(CertificateSerializer(one).data)
