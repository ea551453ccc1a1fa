from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from city.year_close.closing import close_year
from config.errors import RuleBroken


class Command(BaseCommand):
    help = "Freeze the figures of a year, with a digest. Again: says the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *, year: int, **options: Any) -> None:
        try:
            closed = close_year(year=year, by=None, at=timezone.now())
        except RuleBroken as broken:
            raise CommandError(str(broken.detail)) from None
        as_of = timezone.localtime(closed.as_of).isoformat()
        self.stdout.write(f"{year} is closed as of {as_of}.\nSHA-256 {closed.digest}")
