import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from city.demo.plan import LEAST_VOLUNTEERS, Plan
from city.demo.seeding import NotEmpty, TooSmall, seed
from city.demo.summary import summarize

SECONDS_BETWEEN_LINES = 2


class Command(BaseCommand):
    help = "Build a synthetic Lianyungang in an empty database; the same for a seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=float, default=0.01, help="1 is 1,430,000 volunteers"
        )
        parser.add_argument("--year", type=int, default=2020, help="a whole year")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--running-year",
            action="store_true",
            help="go on for this year up to yesterday",
        )

    def handle(
        self, *, scale: float, year: int, seed: int, running_year: bool, **options: Any
    ) -> None:
        plan = Plan(
            scale=scale,
            year=year,
            seed=seed,
            running_year=running_year,
            today=timezone.localdate(),
        )
        if plan.year >= plan.yesterday.year:
            raise CommandError("The whole year must lie before the running one.")
        self._started = time.monotonic()
        self._told = 0.0
        self._build(plan)
        for line in summarize().lines():
            self.stdout.write(line)
        call_command("reconcile", stdout=self.stdout)
        self.stdout.write(f"Built in {time.monotonic() - self._started:.0f} seconds.")

    def _build(self, plan: Plan) -> None:
        try:
            seed(plan, progress=self._progress)
        except NotEmpty:
            raise CommandError(
                "This database is not empty. The demo city needs one of its own:"
                " set DATABASE_URL to an empty one, or begin anew with `make clean`."
            ) from None
        except TooSmall:
            raise CommandError(
                f"A city has at least {LEAST_VOLUNTEERS} volunteers: raise --scale."
            ) from None

    def _progress(self, doing: str, share: float) -> None:
        """A line every few seconds: what is done, and about how long it takes yet."""
        now = time.monotonic()
        if now - self._told < SECONDS_BETWEEN_LINES or not share:
            return
        self._told = now
        left = (now - self._started) * (1 - share) / share
        self.stdout.write(f"{share:4.0%}  about {left:.0f} seconds left  {doing}")
        self.stdout.flush()
