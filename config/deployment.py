"""
What an installation still lacks before a city may rely on it, in plain sentences.

``manage.py check_deploy`` prints them. Each check looks at the settings or asks the
database, and says what to set; none changes anything.
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.database.owner import is_divided
from config.triggers import read_sql

YEAR = 31_536_000  # seconds
LOCAL = {"localhost", "127.0.0.1", "[::1]"}
# Messages that reach nobody's phone or mailbox.
MUTE_SMS = {"console", "file", "memory"}
MUTE_MAIL = {"console", "dummy", "filebased", "locmem"}
FRESH = timedelta(hours=26)  # a day, and time to write it

Sentences = Iterator[str]


def missing() -> list[str]:
    """What is missing for production; nothing, if all is there."""
    return [sentence for check in CHECKS for sentence in check()]


def _keys() -> Sentences:
    lacking = [name for name in settings.KEY_NAMES if not os.environ.get(name)]
    if lacking:
        yield (
            f"Set {', '.join(lacking)} in the environment and keep copies apart: now"
            " they are in var/keys.env, beside the data they protect."
        )


def _old_keys() -> Sentences:
    if len(settings.FIELD_KEYS) > 1 or settings.FIELD_HASH_KEY_NEXT:
        yield (
            "Finish changing the keys: manage.py rotate_keys --check says what is left"
            " (docs/operations.md)."
        )


def _debug() -> Sentences:
    if settings.DEBUG:
        yield "Set DEBUG=false: errors show settings and data to everybody."


def _hosts() -> Sentences:
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        yield "Name the hosts in ALLOWED_HOSTS: * lets links be made for any site."
    elif hosts <= LOCAL:
        yield "Name the site's host in ALLOWED_HOSTS: now it answers this machine only."


def _site() -> Sentences:
    if urlsplit(settings.SITE_URL).hostname in {None, *LOCAL}:
        yield "Set SITE_URL: now messages lead people to their own machine."


def _https() -> Sentences:
    if not settings.HTTPS:
        yield (
            "Set HTTPS=true behind a proxy that ends TLS: then cookies are secure and"
            " browsers are told to stay with HTTPS (HSTS)."
        )
    elif settings.SECURE_HSTS_SECONDS < YEAR:
        yield "Let HSTS last a year: SECURE_HSTS_SECONDS is less."


def _mail() -> Sentences:
    if settings.EMAIL_BACKEND.split(".")[-2] in MUTE_MAIL:
        yield "Set EMAIL_URL: now e-mail goes nowhere."
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield "Set DEFAULT_FROM_EMAIL: nobody can answer an address at localhost."


def _phones() -> Sentences:
    if settings.SMS_BACKEND in MUTE_SMS:
        yield (
            f"Set SMS_BACKEND=http and SMS_URL: {settings.SMS_BACKEND} sends no codes"
            " to phones."
        )


def _server() -> Sentences:
    if connection.settings_dict["ENGINE"] == "config.database":
        yield (
            "Set DATABASE_URL and MIGRATION_DATABASE_URL: the embedded PostgreSQL is"
            " for trying, and lets every program of this machine's user in."
        )


def _roles() -> Sentences:
    if not is_divided():
        yield (
            "Set MIGRATION_DATABASE_URL to another role than DATABASE_URL's: now the"
            " program owns the ledger and could change it (docs/operations.md)."
        )
        return
    owner = settings.DATABASE_OWNER
    if owner["NAME"] != settings.DATABASES["default"]["NAME"]:
        yield "Let DATABASE_URL and MIGRATION_DATABASE_URL name the same database."
    with connection.cursor() as cursor:
        cursor.execute(
            read_sql("config/sql/role_is_too_much.sql"),
            {"program": settings.DATABASE_PROGRAM, "owner": owner["USER"]},
        )
        for (sentence,) in cursor.fetchall():
            yield sentence


def _encrypted() -> Sentences:
    with connection.cursor() as cursor:
        cursor.execute(read_sql("config/sql/is_in_the_clear.sql"))
        if cursor.fetchone()[0]:
            yield (
                "Add ?sslmode=verify-full to DATABASE_URL and MIGRATION_DATABASE_URL:"
                " the connection to the database is not encrypted."
            )


def _migrations() -> Sentences:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "Run manage.py migrate: not every migration is applied."


def _backups() -> Sentences:
    """PostgreSQL's own archiving, or a fresh file in the folder of backups."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW archive_mode")
        if cursor.fetchone()[0] != "off":
            return
    folder = Path(settings.BACKUP_DIR)
    since = (timezone.now() - FRESH).timestamp()
    files = folder.iterdir() if folder.is_dir() else ()
    if not any(file.stat().st_mtime > since for file in files if file.is_file()):
        yield (
            "Make backups: archive_mode of PostgreSQL is off, and no file of the last"
            f" 26 hours is in {folder} (BACKUP_DIR)."
        )


def _database() -> Sentences:
    """What only the database knows, if it answers."""
    try:
        for check in (_roles, _encrypted, _migrations, _backups):
            yield from check()
    except DatabaseError as error:
        yield f"Let the database answer: {str(error).strip()}"


def _django() -> Sentences:
    """Django's own ``check --deploy``."""
    for found in checks.run_checks(include_deployment_checks=True):
        if found.level >= checks.WARNING and not found.is_silenced():
            yield f"{found.msg} ({found.id})"


CHECKS: tuple[Callable[[], Sentences], ...] = (
    _debug,
    _keys,
    _old_keys,
    _hosts,
    _site,
    _https,
    _mail,
    _phones,
    _server,
    _database,
    _django,
)
