from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import catalog


class Command(BaseCommand):
    help = "Bring the Chinese catalog up to date with the source, and compile it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--check", action="store_true", help="fail on what is missing or stale"
        )
        choice.add_argument("--compile", action="store_true", help="compile only")

    def handle(self, *, check: bool, compile: bool, **options: Any) -> None:  # noqa: A002
        if check:
            if found := catalog.complaints():
                raise CommandError("\n".join(found))
            self.stdout.write("Every sentence is translated.")
            return
        if not compile:
            catalog.update()
            for complaint in catalog.complaints():
                self.stdout.write(complaint)
        catalog.compile_catalog()
