"""The star scheme (连云港市注册志愿者激励回馈办法, 2018), loaded after migrations."""

from typing import Any

from recognition.models import StarLevel

MINUTES_BY_LEVEL = {1: 6_000, 2: 18_000, 3: 36_000, 4: 60_000, 5: 90_000}


def load(**kwargs: Any) -> None:
    """Add the levels that are missing; a level the city has set stays."""
    StarLevel.objects.bulk_create(
        [
            StarLevel(level=level, minutes=minutes)
            for level, minutes in MINUTES_BY_LEVEL.items()
        ],
        ignore_conflicts=True,
    )
