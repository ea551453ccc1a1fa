import os
from argparse import ArgumentParser
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from config.errors import RuleBroken
from config.files import BeingWritten, whole_file
from config.progress import Progress
from volunteers.imports import (
    Found,
    Staged,
    judge,
    register_staged,
    stage,
    told,
    write_bad_rows,
)
from volunteers.imports.load import ON_PAPER
from volunteers.imports.reasons import in_words
from volunteers.models import Account

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Register the people of FILE (CSV, or XLSX up to 200,000 rows), who sign in"
        " nowhere yet. Whoever loads it vouches that all of them consented in writing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument(
            "--dry-run", action="store_true", help="report on every row; write nothing"
        )
        act.add_argument(
            "--commit", action="store_true", help="register everybody, or nobody"
        )
        parser.add_argument("--as", dest="login", metavar="LOGIN", help="who loads it")
        parser.add_argument(
            "--skip-bad",
            action="store_true",
            help="leave bad rows out, and write them with the reasons into a file",
        )
        parser.add_argument(
            "--bad-rows",
            type=Path,
            metavar="FILE",
            help="that file (….bad.csv beside FILE)",
        )
        parser.add_argument(
            "--consent",
            default=ON_PAPER,
            metavar="WORDING",
            help=f"which wording they signed (“{ON_PAPER}”)",
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of the reasons shown",
        )

    def handle(self, *, file: Path, language: str, **options: Any) -> None:
        by = None if options["dry_run"] else _account(options["login"])
        if len(options["consent"]) > 20:
            raise CommandError("The wording's name has up to 20 characters.")
        try:
            with file.open("rb") as opened, translation.override(language):
                self._import(opened, file, by, language, options)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
        except RuleBroken as broken:
            with translation.override(language):
                raise CommandError(broken.detail) from broken

    def _import(
        self,
        opened: BufferedReader,
        file: Path,
        by: Account | None,
        language: str,
        options: dict[str, Any],
    ) -> None:
        at = timezone.now()
        into = options["bad_rows"] or file.with_name(f"{file.stem}.bad.csv")
        if options["skip_bad"] and not os.access(into.resolve().parent, os.W_OK):
            raise CommandError(f"The bad rows need a place: {into.resolve().parent}.")
        staged = self._stage(opened, file, at)
        found = judge()
        self._tell(found, most=None if by is None else SHOWN, language=language)
        if by is None:
            self.stdout.write("Nothing was written: this was a dry run.")
            return
        self.stdout.write(f"Registering {found.good:,} people in one act…")
        self.stdout.flush()
        intake = register_staged(
            staged=staged,
            by=by,
            at=at,
            skip_bad=options["skip_bad"],
            consent_version=options["consent"],
        )
        self.stdout.write(
            f"Registered {intake.added:,} people; {intake.known:,} were registered"
            f" already, {intake.bad:,} rows were left out."
        )
        if intake.bad:
            self._write_bad(opened, file.name, into)

    def _stage(self, opened: BufferedReader, file: Path, at: datetime) -> Staged:
        progress = Progress(self.stdout, "rows read", None)
        staged = stage(
            file=opened,
            name=file.name,
            at=at,
            tell=progress,
        )
        if staged.ignored:
            self.stdout.write(f"Columns ignored: {', '.join(staged.ignored)}.")
        return staged

    def _tell(self, found: Found, *, most: int | None, language: str) -> None:
        """A line for every row that needs a look, then the sums."""
        for count, row in enumerate(told()):
            if count == most:
                self.stdout.write("… and more; --dry-run shows them all.")
                break
            self.stdout.write(
                f"Row {row.line}: {in_words(row.reasons, language=language)}"
            )
        self.stdout.write(
            f"{found.rows:,} rows: {found.good:,} people to register,"
            f" {found.known:,} registered already, {found.bad:,} bad."
        )

    def _write_bad(self, opened: BufferedReader, name: str, into: Path) -> None:
        try:
            with whole_file(into) as out:
                count = write_bad_rows(source=opened, name=name, into=out)
        except BeingWritten:
            raise CommandError(f"Another run is writing {into}.") from None
        self.stdout.write(f"The {count:,} bad rows and the reasons are in {into}.")


def _account(login: str | None) -> Account:
    if not login:
        raise CommandError("--commit needs --as LOGIN: who vouches for this file.")
    try:
        account = Account.objects.get_by_natural_key(login)
    except Account.DoesNotExist:
        account = None
    if account is None or not account.is_active:
        raise CommandError(f"Nobody signs in as {login}.")
    return account
