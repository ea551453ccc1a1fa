"""Build one city in the database named by the environment: a process of its own."""

import sys
import time

import django

# The other name is that of the process which makes people ahead.
if __name__ in ("__main__", "__mp_main__"):
    django.setup()

from django.utils import timezone

from benchmarks.cities import SEED, YEAR
from city.demo.plan import Plan
from city.demo.seeding import seed

SECONDS_BETWEEN_LINES = 10


def build(scale: float) -> float:
    """Build the city of this scale, and say how many seconds that took."""
    plan = Plan(
        scale=scale,
        year=YEAR,
        seed=SEED,
        running_year=False,
        today=timezone.localdate(),
    )
    told = begun = time.monotonic()

    def tell(doing: str, share: float) -> None:
        nonlocal told
        if time.monotonic() - told >= SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            print(f"  {share:4.0%}  {doing}", file=sys.stderr, flush=True)

    seed(plan, progress=tell)
    return time.monotonic() - begun


if __name__ == "__main__":
    print(build(float(sys.argv[1])))
