"""Who has reached a star, and whose award the ledger no longer bears out."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from config import limits
from config.triggers import read_sql
from recognition.rating.scheme import Scheme
from recognition.rules.hold_stars import hold_due
from volunteers.models import Volunteer

HOUR = 3600
AT_ONCE = 50_000  # people whose totals are read in one transaction
REACHED = "recognition/sql/reached_stars.sql"


def find(*, at: datetime) -> None:
    """
    Note who reached a star, forget who no longer does before it was announced, and
    have looked at again what was announced or awarded and is no longer borne out.

    Twice is once. Everybody's totals are read, some in each transaction.
    """
    last = Volunteer.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for after in range(0, last, AT_ONCE):
        _find(after, after + AT_ONCE, at=at)


def look_if_due(*, at: datetime) -> None:
    """Award what was on notice long enough; once an hour at most look who is next."""
    hold_due(at=at)
    if limits.spend("stars", limit=1, seconds=HOUR) is None:
        find(at=at)


@transaction.atomic
def _find(after: int, last: int, *, at: datetime) -> None:
    today = timezone.localdate(at)
    scheme = Scheme.on(today)
    asked: dict[str, Any] = {
        "after": after,
        "last": last,
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
    reached = read_sql(REACHED)
    with connection.cursor() as cursor:
        for name in ("forget_stars", "find_stars", "review_stars"):
            text = read_sql(f"recognition/sql/{name}.sql")
            cursor.execute(text.replace("{reached}", reached), asked)
