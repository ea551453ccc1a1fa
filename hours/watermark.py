"""Up to when the ledger is settled."""

from datetime import datetime

from django.utils import timezone

from config.database.acts import Act

SETTLED = Act(
    "hours_watermark", sql="hours/sql/acts/watermark.sql", returns="timestamptz"
)
ACTS = [SETTLED]


def watermark() -> datetime:
    """The moment up to which no posting can come any more, in the city's time."""
    return timezone.localtime(SETTLED())
