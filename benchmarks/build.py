"""Build one city in the database named by the environment: a process of its own."""

import sys
import time
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.utils import timezone

from benchmarks.cities import SEED, YEAR
from city.demo.plan import Plan
from city.demo.seeding import seed

SECONDS_BETWEEN = 10


def build(scale: float) -> None:
    """Build the city of this scale, saying now and then how far it is."""
    plan = Plan(
        scale=scale,
        year=YEAR,
        seed=SEED,
        running_year=False,
        today=timezone.localdate(),
    )
    told = time.monotonic()

    def tell(done: int, of: int, *more: Any) -> None:
        nonlocal told
        if time.monotonic() - told >= SECONDS_BETWEEN:
            told = time.monotonic()
            print(f"  {done:,} of {of:,}", file=sys.stderr, flush=True)

    seed(plan, progress=tell)


if __name__ == "__main__":
    build(float(sys.argv[1]))
