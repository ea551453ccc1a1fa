import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.durations import decimal_hours
from recognition.certifying.reading import NoStatement, keys_in, signed_in
from recognition.certifying.signing import NotSigned, public_keys, read_signed


class Command(BaseCommand):
    help = (
        "Verify a certificate without network: its PDF, or a file with what its second"
        " code says. What it tells must be what stands on the paper. Ends with 1 if it"
        " is not good. A certificate revoked since is only known to its page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--keys",
            type=Path,
            help="public keys, as saved from /verify/keys.json; else the database's",
        )

    def handle(self, *, file: Path, keys: Path | None, **options: Any) -> None:
        try:
            known = keys_in(keys.read_bytes()) if keys else public_keys()
            text = signed_in(file.read_bytes())
            one = read_signed(text, keys=known)
        except OSError as error:
            raise CommandError(str(error)) from None
        except NoStatement:
            self.stdout.write("Not valid: there is no signed statement in this file.")
            sys.exit(1)
        except NotSigned:
            self.stdout.write("Not valid: not signed by a known key, or changed since.")
            sys.exit(1)
        except json.JSONDecodeError:
            raise CommandError(f"{keys} holds no keys.") from None
        self.stdout.write(
            f"Valid: {one.number}, {one.name}, {one.first} to {one.last},"
            f" {decimal_hours(one.minutes)} hours,"
            f" {one.issuer or 'all organizations'}, issued on {one.issued},"
            f" signed with key {one.key}."
        )
