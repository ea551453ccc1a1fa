from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from city.models import ClosedYear
from city.year_close.lines import differences

MOST = 20


class Command(BaseCommand):
    help = "Prove a closed year from the ledger as of then. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *, year: int, **options: Any) -> None:
        closed = ClosedYear.objects.filter(pk=year).first()
        if closed is None:
            raise CommandError(f"{year} is not closed.")
        wrong = differences(closed)
        for line in wrong[:MOST]:
            self.stdout.write(line)
        if wrong:
            self.stdout.write(f"{len(wrong)} differences (at most {MOST} shown).")
            raise SystemExit(1)
        self.stdout.write(
            f"{year} is what the ledger says as of {closed.as_of.isoformat()}, and"
            f" what came up to {closed.restated_until.isoformat()} adds up.\n"
            f"SHA-256 {closed.digest}"
        )
