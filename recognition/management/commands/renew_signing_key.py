from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from recognition import rules
from recognition.certifying.signing import newest_key


class Command(BaseCommand):
    help = "Sign certificates with a new key from now on; older ones stay published."

    def handle(self, **options: Any) -> None:
        key = rules.renew_key(after=newest_key().number, at=timezone.now())
        self.stdout.write(f"Certificates are signed with key {key.number} now.")
