import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from config.errors import RuleBroken
from config.files import BeingWritten, whole_file
from config.progress import Progress
from hours import imports
from hours.imports.errors import RowsAreBad
from hours.models import Import, ImportRow
from volunteers.models import Account, Organization

ROWS_TOLD = 20  # of those that keep a file out; a dry run tells all


class Command(BaseCommand):
    help = "Bring an organization's sessions from a CSV or XLSX file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--organization", type=UUID, required=True, metavar="ID")
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument(
            "--dry-run", action="store_true", help="report on every row, write nothing"
        )
        how.add_argument(
            "--commit", action="store_true", help="add all rows, or none if one is bad"
        )
        parser.add_argument("--as", dest="login", metavar="LOGIN", help="who brings it")
        parser.add_argument(
            "--skip-bad",
            action="store_true",
            help="add the good rows; the bad ones go into a file beside this one",
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of the reasons",
        )

    def handle(self, *, file: Path, language: str, **options: Any) -> None:
        by = _account(options["login"])
        organization = _organization(options["organization"])
        if by is None and options["commit"]:
            raise CommandError("Who brings these hours? Say --as LOGIN.")
        with translation.override(language):
            try:
                if by is None or options["dry_run"]:
                    self._try(file, organization, by)
                else:
                    self._bring(file, organization, by, skip_bad=options["skip_bad"])
            except RuleBroken as broken:
                raise CommandError(broken.detail) from broken
            except OSError as error:
                raise CommandError(str(error)) from error

    @transaction.atomic
    def _try(self, file: Path, organization: Organization, by: Account | None) -> None:
        """Report on every row; nothing stays."""
        imported = self._stage(file, organization, by)
        imported = imports.validate(imported=imported, by=by, at=timezone.now())
        self._tell_rows(imports.all_problems(imported=imported))
        self._tell_counts(imported)
        transaction.set_rollback(True)
        self.stdout.write("This was a dry run: nothing was added.")

    def _bring(
        self, file: Path, organization: Organization, by: Account, *, skip_bad: bool
    ) -> None:
        if skip_bad and not os.access(file.parent, os.W_OK):
            raise CommandError(f"The bad rows need a place: {file.parent}.")
        imported = self._stage(file, organization, by)
        try:
            imported = imports.load(
                imported=imported,
                by=by,
                at=timezone.now(),
                skip_bad=skip_bad,
                progress=self._telling("rows added"),
            )
        except RowsAreBad:
            rows = imports.all_problems(imported=imported, bad_only=True)
            self._tell_rows(islice(rows, ROWS_TOLD))
            raise
        self._tell_counts(imported)
        self.stdout.write(f"Sessions added: {imported.added:,}.")
        if imported.bad:
            self._keep_bad_rows(imported, file.with_name(f"{file.stem}.bad.csv"))

    def _stage(
        self, file: Path, organization: Organization, by: Account | None
    ) -> Import:
        with file.open("rb") as opened:
            imported = imports.stage(
                organization=organization,
                file=opened,
                name=file.name,
                by=by,
                at=timezone.now(),
                progress=self._telling("rows read"),
            )
        if imported.ignored:
            ignored = ", ".join(imported.ignored)
            self.stdout.write(f"These columns mean nothing here: {ignored}.")
        self.stdout.write(f"{imported.rows:,} rows were read. Now they are compared.")
        self.stdout.flush()
        return imported

    def _telling(self, what: str) -> Callable[[int, int], None]:
        progress: Progress | None = None

        def tell(done: int, of: int) -> None:
            nonlocal progress
            progress = progress or Progress(self.stdout, what, of)
            progress(done)

        return tell

    def _tell_rows(self, rows: Iterable[ImportRow]) -> None:
        for row in rows:
            for reason in row.reasons:
                self.stdout.write(f"Row {row.line}, {reason.column}: {reason.sentence}")

    def _tell_counts(self, imported: Import) -> None:
        self.stdout.write(
            f"{imported.rows:,} rows: {imported.good:,} good, {imported.known:,} there"
            f" already, {imported.bad:,} bad."
        )

    def _keep_bad_rows(self, imported: Import, path: Path) -> None:
        try:
            with whole_file(path) as out:
                for line in imports.bad_rows_as_csv(imported=imported):
                    out.write(line.encode())
        except BeingWritten:
            raise CommandError(f"Another run is writing {path}.") from None
        self.stdout.write(f"The bad rows were left out. They are in {path}.")


def _account(login: str | None) -> Account | None:
    if login is None:
        return None
    try:
        return Account.objects.get_by_natural_key(login)
    except Account.DoesNotExist:
        raise CommandError(f"Nobody signs in as {login}.") from None


def _organization(pk: UUID) -> Organization:
    try:
        return Organization.objects.get(pk=pk)
    except Organization.DoesNotExist:
        raise CommandError("There is no organization with this id.") from None
