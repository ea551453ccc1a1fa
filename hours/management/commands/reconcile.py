import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from hours.reconcile import Report, full_report


class Command(BaseCommand):
    help = "Prove that sessions, ledger and totals agree. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument(
            "--most",
            type=int,
            default=20,
            metavar="N",
            help="differences shown of each kind (20)",
        )

    def handle(self, *, most: int, **options: Any) -> None:
        report = full_report(most=most)
        if options["json"]:
            words = json.dumps(asdict(report), default=str, ensure_ascii=False)
        else:
            words = in_words(report, most=most)
        self.stdout.write(words)
        if report.differences:
            raise SystemExit(1)


def in_words(report: Report, *, most: int) -> str:
    """One line if all is well, else one line for each difference."""
    if not report.differences:
        return (
            f"Nothing is off: {report.sessions:,} sessions, {report.entries:,} entries,"
            f" {report.minutes:,} minutes (as many by district, by organization and"
            f" by person), {report.registered:,} people registered."
        )
    lines = [str(difference) for difference in report.differences]
    sums = (
        f"Minutes: {report.minutes:,} in the ledger, by district"
        f" {report.by_district:,}, by organization {report.by_organization:,},"
        f" by person {report.by_person:,}."
    )
    return "\n".join(
        [*lines, sums, f"Something is off (at most {most} of each kind shown)."]
    )
