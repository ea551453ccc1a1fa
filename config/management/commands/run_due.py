import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from config import upkeep


class Command(BaseCommand):
    help = "Do what is due: for cron or a timer, or over and over with --every."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS")

    def handle(self, *, every: int | None, **options: Any) -> None:
        upkeep.run(at=timezone.now())
        while every:
            close_old_connections()
            time.sleep(every)
            upkeep.run(at=timezone.now())
