"""A form sent twice acts once: what it came to is kept for a day."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from config import answers


@transaction.atomic
def once(
    *,
    key: str,
    by: models.Model,
    act: Callable[[], dict[str, Any]],
    stands: Callable[[dict[str, Any]], bool],
) -> dict[str, Any]:
    """
    What the act comes to; for a key known from before, what it came to then.

    Whoever sends the same at the same moment waits for the first one's answer.

    :param stands: whether an earlier answer still describes the world
    """
    digest = _digest(key, by)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [answers.lock_number(digest)]
        )
    known = answer_to(key=key, by=by)
    if known is not None and stands(known):
        return known
    answer = json.dumps(act(), cls=DjangoJSONEncoder)
    body_digest = hashlib.sha256(key.encode()).digest()
    answers.keep(digest, answer.encode(), key=key, body_digest=body_digest, status=200)
    return json.loads(answer)


def answer_to(*, key: str, by: models.Model) -> dict[str, Any] | None:
    """What an act of the account came to; None if it is unknown or forgotten."""
    kept = answers.known(_digest(key, by))
    return answers.read(kept, key=key) if kept else None


def _digest(key: str, by: models.Model) -> bytes:
    return hashlib.sha256(json.dumps(["form", by.pk, key]).encode()).digest()
