"""Errors as problem documents (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from config.errors import RuleBroken

MEDIA_TYPE = "application/problem+json"


def document(
    *, status: int, code: str, detail: str, extra: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """One problem document; ``extra`` are further members beside the usual ones."""
    return {
        "type": f"/api/v1/docs/#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **(extra or {}),
    }


def handle(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler; what it does not know is a bug and stays a 500."""
    if isinstance(exception, RuleBroken):
        set_rollback()
        body = document(
            status=exception.status,
            code=exception.code,
            detail=exception.detail,
            extra=exception.extra,
        )
        return Response(
            body,
            exception.status,
            headers=_headers(exception),
            content_type=MEDIA_TYPE,
        )
    if isinstance(exception, Http404):
        exception = exceptions.NotFound()
    if isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied()
    if not isinstance(exception, exceptions.APIException):
        return None
    set_rollback()
    return _of_framework(exception)


def _of_framework(exception: exceptions.APIException) -> Response:
    extra: dict[str, Any] = {}
    if isinstance(exception, exceptions.ValidationError):
        code, detail = "invalid", str(exceptions.ValidationError.default_detail)
        extra["errors"] = _by_field(exception.detail)
    else:
        code, detail = exception.default_code, str(exception.detail)
        if isinstance(exception.detail, exceptions.ErrorDetail):
            code = exception.detail.code or code
    body = document(status=exception.status_code, code=code, detail=detail, extra=extra)
    return Response(
        body,
        exception.status_code,
        headers=_headers(exception),
        content_type=MEDIA_TYPE,
    )


def _by_field(detail: Any) -> Any:
    """Errors by field; those of none are under ``non_field_errors``, as DRF has it."""
    return detail if isinstance(detail, dict) else {"non_field_errors": detail}


def _headers(exception: Exception) -> dict[str, str]:
    headers = {}
    if auth := getattr(exception, "auth_header", None):
        headers["WWW-Authenticate"] = auth
    if wait := getattr(exception, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers


def plain_response(*, status: int, code: str, detail: str) -> JsonResponse:
    """A problem document outside DRF, such as for a path that no view has."""
    body = document(status=status, code=code, detail=detail)
    return JsonResponse(
        body,
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
