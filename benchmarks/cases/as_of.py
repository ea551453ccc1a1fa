"""The city's year as it stood at any day of the last month."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Max
from django.utils import timezone

from benchmarks.cities import YEAR, Cities
from benchmarks.measuring import Contest, milliseconds
from benchmarks.promises import Under
from benchmarks.registry import case
from city import reports
from hours.models import Entry

DAYS = 31


@case(
    "as_of",
    title=f"as_of, the slowest of the last {DAYS} days",
    against="–",
    unit="ms",
    promise=Under(300, "ms"),
)
def as_of(cities: Cities) -> Iterator[Contest]:
    last = Entry.objects.aggregate(last=Max("posted_at"))["last"]
    assert last is not None
    # Within each day, and in its rush as well as at night: a midnight might be kept
    # ready, and the moments after it are cheap.
    moments = [
        last - timedelta(days=n, hours=5 * n % 24, minutes=13 * n % 60)
        for n in range(DAYS)
    ]

    def slowest() -> float:
        return max(milliseconds(partial(_asked, day))() for day in moments)

    yield Contest(ours=slowest, least=3, most=5, seconds=20)


def _asked(moment: datetime) -> reports.CityYear:
    return reports.city_year(YEAR, at=timezone.now(), as_of=moment)
