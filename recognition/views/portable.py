"""A certificate for other programs, and what they need to verify it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from recognition.models import SigningKey
from recognition.permissions import good_certificates
from recognition.portable.badge import as_badge
from recognition.portable.issuer import BADGES, CREDENTIALS
from recognition.portable.issuer import issuer as who_signs
from recognition.portable.jose import jwk
from recognition.portable.record import as_record
from recognition.portable.status import as_list, is_there

JWT = "application/vc+jwt"
AN_HOUR = 3600
A_MINUTE = 60


@never_cache
@login_required
@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """One of mine as an Open Badge 3.0."""
    one = get_object_or_404(good_certificates(request.user), code=code)
    return HttpResponse(
        as_badge(one), content_type=JWT, headers=_saved_as(f"{one.number}.jwt")
    )


@never_cache
@login_required
@require_safe
def record(request: HttpRequest, code: str) -> JsonResponse:
    """One of mine with its sessions, in the fields of the national system."""
    one = get_object_or_404(good_certificates(request.user), code=code)
    return JsonResponse(
        as_record(one),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers=_saved_as(f"{one.number}.json"),
    )


@cache_control(public=True, max_age=AN_HOUR)
@require_safe
def key(request: HttpRequest, number: int) -> JsonResponse:
    """One public key, where a badge says that it is."""
    one = get_object_or_404(SigningKey, number=number)
    return JsonResponse(jwk(one.number, bytes(one.public)))


@cache_control(public=True, max_age=AN_HOUR)
@require_safe
def issuer(request: HttpRequest) -> JsonResponse:
    """Who signs badges."""
    return JsonResponse({"@context": [CREDENTIALS, BADGES]} | who_signs())


@cache_control(public=True, max_age=A_MINUTE)
@require_safe
def status(request: HttpRequest, number: int) -> HttpResponse:
    """Which certificates are good no more."""
    if not is_there(number):
        raise Http404
    return HttpResponse(as_list(number), content_type=JWT)


def _saved_as(name: str) -> dict[str, Any]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
