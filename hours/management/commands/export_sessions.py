from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.files import BeingWritten, whole_file
from config.progress import Progress
from hours.exports import Wanted, about_how_many, write_csv, write_xlsx
from volunteers.models import Organization


class Command(BaseCommand):
    help = (
        "Write the sessions of a year, whatever became of them, into FILE: CSV, or"
        " XLSX, by its name. Names are masked unless --names is given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument(
            "--organization", type=UUID, metavar="ID", help="only sessions with it"
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
        )
        parser.add_argument(
            "--names", action="store_true", help="whole names instead of masked ones"
        )

    def handle(
        self,
        *,
        file: Path,
        year: int,
        organization: UUID | None,
        language: str,
        names: bool,
        **options: Any,
    ) -> None:
        wanted = Wanted(
            year=year, organization=organization, language=language, names=names
        )
        _check(file, wanted)
        progress = Progress(self.stdout, "sessions", about_how_many(wanted))
        try:
            with whole_file(file) as out:
                if file.suffix.lower() == ".csv":
                    count = write_csv(out, wanted, tell=progress)
                else:
                    folder = str(file.resolve().parent)
                    count = write_xlsx(out, wanted, folder=folder, tell=progress)
        except BeingWritten:
            raise CommandError(f"Another run is writing {file}.") from None
        self.stdout.write(
            f"{count:,} sessions of {year} in {file},"
            f" written in {progress.seconds:.0f} seconds."
        )


def _check(file: Path, wanted: Wanted) -> None:
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise CommandError("The file's name must end in .csv or .xlsx.")
    if not file.resolve().parent.is_dir():
        raise CommandError(f"There is no folder {file.resolve().parent}.")
    if not 1 <= wanted.year <= 9998:
        raise CommandError("This is not a year.")
    one = wanted.organization
    if one and not Organization.objects.filter(pk=one).exists():
        raise CommandError("There is no such organization.")
