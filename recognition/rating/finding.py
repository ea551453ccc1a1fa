"""Who has reached a star, and whose award the ledger no longer bears out."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from config.triggers import read_sql
from recognition.rating.scheme import Scheme
from volunteers.models import Volunteer

AT_ONCE = 50_000  # people whose totals are read in one transaction
REACHED = "recognition/sql/reached_stars.sql"


def find(*, at: datetime) -> None:
    """
    Note who reached a star, forget who no longer does before it was announced, and
    have looked at again what was announced or awarded and is no longer borne out.

    Twice is once. Everybody's totals are read, some in each transaction.
    """
    for asked in _steps(at):
        with transaction.atomic():
            _run(asked, "forget_stars", "find_stars", "review_stars")


@transaction.atomic
def forget(*, level: int, at: datetime) -> None:
    """Forget those of one level who no longer reach it, before it was announced."""
    for asked in _steps(at, level=level):
        _run(asked, "forget_stars")


def _steps(at: datetime, *, level: int | None = None) -> Iterator[dict[str, Any]]:
    today = timezone.localdate(at)
    scheme = Scheme.on(today)
    asked: dict[str, Any] = {
        "only": level,
        "levels": list(scheme.needed),
        "needed": list(scheme.needed.values()),
        "least": min(scheme.needed.values()),
        "grades": scheme.grades,
        "yearly": scheme.is_yearly,
        # What was served in December is often approved in January.
        "since": today.year - 1,
        "today": today,
        "at": at,
    }
    last = Volunteer.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for after in range(0, last, AT_ONCE):
        yield asked | {"after": after, "last": after + AT_ONCE}


def _run(asked: dict[str, Any], *names: str) -> None:
    reached = read_sql(REACHED)
    with connection.cursor() as cursor:
        # Who forgets and who announces lock many awards, each in another order.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('star_finding'))")
        for name in names:
            text = read_sql(f"recognition/sql/{name}.sql")
            cursor.execute(text.replace("{reached}", reached), asked)
