"""Up to when the ledger is settled."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from config.triggers import read_sql


def watermark() -> datetime:
    """The moment up to which no posting can come any more, in the city's time."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/watermark.sql"))
        return timezone.localtime(cursor.fetchone()[0])
