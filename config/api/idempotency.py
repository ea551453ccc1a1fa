"""One POST, sent twice, acts once (the ``Idempotency-Key`` header)."""

import hashlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.files import File
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config import answers, limits
from config.anyway import kept_anyway
from config.errors import RuleBroken

LONGEST_KEY = 255


class KeyReused(RuleBroken):
    code = "key_reused"
    status = 422
    sentence = _("This Idempotency-Key was used for another request.")


class InProgress(RuleBroken):
    code = "in_progress"
    sentence = _("The same request is still being worked on. Ask again in a moment.")


class Idempotent(APIView):
    """
    A view whose POST, sent again with the same key and body, answers the same.

    The answer is kept for a day in the transaction of the act. Refusals are not
    kept: who was refused may try again with the same key.
    """

    post: Any

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        key = request.headers.get("Idempotency-Key")
        if request.method != "POST" or key is None:
            return
        if not 0 < len(key) <= LONGEST_KEY:
            raise ValidationError({"Idempotency-Key": [_("1 to 255 characters.")]})
        # DRF looks its handler up after this, and finds the wrapped one.
        if act := getattr(self, "post", None):
            self.post = partial(_once, act, key)


def _once(
    act: Callable[..., Response], key: str, request: Request, *args: Any, **kwargs: Any
) -> Response:
    body_digest = _body_digest(request)
    digest = _scoped_digest(key, request)
    with kept_anyway(), limits.counted_anyway(), transaction.atomic():
        if not _lock(digest):
            raise InProgress
        if kept := answers.known(digest):
            if bytes(kept.body_digest) != body_digest:
                raise KeyReused
            return Response(answers.read(kept, key=key), kept.status)
        response = act(request, *args, **kwargs)
        if response.status_code < 400:
            answers.keep(
                digest,
                JSONRenderer().render(response.data),
                key=key,
                body_digest=body_digest,
                status=response.status_code,
            )
        return response


def _body_digest(request: Request) -> bytes:
    """
    What the address and the body say together.

    Of a form with files it is what its parts say: whatever sends it again divides
    them by another boundary.
    """
    path = request._request.get_full_path().encode()
    digest = hashlib.sha256(path + b"\0")
    if not _is_form(request):
        digest.update(request._request.body)
        return digest.digest()
    parts: Any = request.data
    for name, values in parts.lists():
        for value in values:
            part = value.read() if isinstance(value, File) else str(value).encode()
            if isinstance(value, File):
                value.seek(0)
            digest.update(hashlib.sha256(name.encode()).digest())
            digest.update(hashlib.sha256(part).digest())
    return digest.digest()


def _is_form(request: Request) -> bool:
    return (request.content_type or "").startswith("multipart/")


def _scoped_digest(key: str, request: Request) -> bytes:
    scope = [request.user.pk, request.method, request.path, key]
    return hashlib.sha256(json.dumps(scope).encode()).digest()


def _lock(digest: bytes) -> bool:
    """Whether no other request with that key is under way; held by the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s)", [answers.lock_number(digest)]
        )
        return bool(cursor.fetchone()[0])
