from typing import Any

from django.core.management.base import BaseCommand

from hours.rebuild import rebuild_totals


class Command(BaseCommand):
    help = "Put totals right from the ledger, while people go on working."

    def handle(self, **options: Any) -> None:
        mended = {total: rows for total, rows in rebuild_totals().items() if rows}
        for total, rows in mended.items():
            self.stdout.write(f"{total}: {rows:,} rows put right.")
        if not mended:
            self.stdout.write("Every total was what the ledger says.")
