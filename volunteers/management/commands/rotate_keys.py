import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.progress import Progress
from volunteers.rotation import Found, Refused, look, rotate
from volunteers.sealing import newest_key


class Command(BaseCommand):
    help = (
        "Seal and hash with today's keys what older ones sealed and hashed, while"
        " people go on; docs/operations.md has the steps. Killed, begin it again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="only tell what is under which key; end with 1 if that is not all",
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        whole = Progress(self.stdout, "", None)
        try:
            found = (look if check else rotate)(self._begin)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        for sentence in (*_figures(found), *_what_next(found)):
            self.stdout.write(sentence)
        self.stdout.write(f"{whole.seconds:.0f} seconds.")
        if not found.is_done or found.lost_seals or found.numberless:
            sys.exit(1)

    def _begin(self, what: str) -> Progress:
        return Progress(self.stdout, what, None)


def _figures(found: Found) -> Iterator[str]:
    for number, count in sorted(found.seals.items(), reverse=True):
        newest = ", the newest" if number == newest_key() else ""
        yield f"Sealed with key {number}{newest}: {count:,}."
    if found.lost_seals:
        yield (
            f"{found.lost_seals:,} of these cannot be read: bring their keys back"
            " into FIELD_KEYS."
        )
    if found.numberless:
        yield f"Hashes whose number cannot be read: {found.numberless:,}."
    if found.others:
        yield f"Hashes by another key than FIELD_HASH_KEY: {found.others:,}."
    if found.seconds:
        yield f"Second hashes missing or left over: {found.seconds:,}."


def _what_next(found: Found) -> Iterator[str]:
    if not found.is_done:
        yield "Run rotate_keys: not everything is under today's keys."
        return
    older = (one for one in settings.FIELD_KEYS if one < newest_key())
    idle = [str(one) for one in older if not found.seals[one]]
    if idle:
        yield (
            f"Nothing is sealed with key {', '.join(idle)}: FIELD_KEYS may lose it."
            " Keep it as long as backups that need it."
        )
    later = settings.FIELD_HASH_KEY_NEXT
    if later and later != settings.FIELD_HASH_KEY:
        yield (
            "Every number has its second hash. Put the key in FIELD_HASH_KEY into"
            " FIELD_HASH_KEYS_OLD and the next one in its place, leave"
            " FIELD_HASH_KEY_NEXT, restart every program, and run this again."
        )
    elif later:
        yield (
            "Every number is found by FIELD_HASH_KEY alone. Take FIELD_HASH_KEY_NEXT"
            " away, restart every program, and run this again."
        )
    else:
        yield "Everything is under today's keys."
