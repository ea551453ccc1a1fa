"""Let each detector look at the city's year, and keep nothing: a process of its own."""

import json
import time
from datetime import date

import django

if __name__ == "__main__":
    django.setup()

from django.db import transaction
from django.utils import timezone

from benchmarks.cities import YEAR
from hours.integrity.detectors import ALL, Detector
from hours.integrity.look import look


def seconds_of(detector: Detector) -> float:
    """How long it looks, as the background lets it, one transaction for each."""
    begun = time.monotonic()
    with transaction.atomic():
        look(
            detector,
            since=date(YEAR, 1, 1),
            until=date(YEAR, 12, 31),
            at=timezone.now(),
        )
        transaction.set_rollback(True)
    return time.monotonic() - begun


if __name__ == "__main__":
    print(json.dumps({one.code: round(seconds_of(one), 1) for one in ALL}))
