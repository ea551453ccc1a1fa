"""
The people of each year: medians, first-timers, who went on and who stayed away.

None of these is a sum, so no trigger can keep them: they are computed over all
years of people, in one statement, when upkeep finds that the ledger moved on.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from config.database.acts import Act, part
from config.triggers import read_sql
from hours.models import YearStatistics

AT_MOST_EVERY = timedelta(minutes=10)
AT_LEAST_EVERY = timedelta(days=1)


REFRESH = Act(
    "hours_refresh_statistics",
    sql="hours/sql/acts/refresh_statistics.sql",
    takes={"this_year": "integer", "today": "date"},
    parts={
        "year_statistics": part(
            "hours/sql/year_statistics.sql",
            year="this_year",
            today="today",
            settled_at="settled",
        )
    },
)
ACTS = [REFRESH]


def refresh(*, at: datetime) -> None:
    """
    Compute the statistics of all years up to the local year of ``at`` anew.

    Readers see the old ones until it is done. Two at once take turns.
    """
    today = timezone.localdate(at)
    REFRESH(today.year, today)


def refresh_if_due(*, at: datetime) -> bool:
    """
    Refresh if the ledger or the register moved on, every ten minutes at most.

    Once a day in any case: a move of homes in both directions leaves no trace.

    :return: whether it did
    """
    known = YearStatistics.objects.order_by("-year").first()
    if known and at - known.settled_at < AT_MOST_EVERY:
        return False
    if known and at - known.settled_at < AT_LEAST_EVERY and not _behind(known, at):
        return False
    refresh(at=at)
    return True


def _behind(known: YearStatistics, at: datetime) -> bool:
    today = timezone.localdate(at)
    with connection.cursor() as cursor:
        cursor.execute(
            read_sql("hours/sql/statistics_are_behind.sql"),
            {"settled_at": known.settled_at, "year": today.year, "today": today},
        )
        return bool(cursor.fetchone()[0])
