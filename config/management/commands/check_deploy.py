import sys
from typing import Any

from django.core.management.base import BaseCommand

from config import deployment


class Command(BaseCommand):
    help = "Say what is missing for production, Django's check --deploy included."
    requires_system_checks = []  # they are part of what is told

    def handle(self, **options: Any) -> None:
        missing = deployment.missing()
        for sentence in missing:
            self.stdout.write(f"- {sentence}")
        if missing:
            self.stdout.write(f"\n{len(missing)} missing for production.")
            sys.exit(1)
        self.stdout.write("Nothing is missing for production.")
