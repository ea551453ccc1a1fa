import os
import socket
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from city.demo import seeding
from city.demo.accounts import (
    ACCOUNTS,
    ensure_password,
    ensure_second_factors,
)
from config import postgres
from config.processes import Ended, Together
from volunteers.models import Volunteer
from volunteers.sealing import can_unseal

UPKEEP_SECONDS = 60
START_SECONDS = 60
# Jobs take turns; a second worker goes on while one has a long step, such as a file.
JOB_WORKERS = 2


class Command(BaseCommand):
    help = "Serve the demo city, with workers, until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--scale", default="0.01")

    def handle(self, *, port: int, scale: str, **options: Any) -> None:
        _refuse_taken_port(port)
        together = Together()
        try:
            seeding.clear_unfinished()
            call_command("migrate", verbosity=0)
            _refuse_other_keys()
            password = self._seed(scale)
            connections.close_all()
            _start(together, port)
            _wait(together, port)
            self._welcome(port, password)
            together.watch()
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        except Ended as ended:
            raise CommandError(str(ended)) from ended
        finally:
            together.stop()
            _stop_database()

    def _seed(self, scale: str) -> str:
        """Fill an empty database; what a killed run left has been cleared away."""
        if not get_user_model()._default_manager.exists():
            self.stdout.write(f"Building the demo city (scale {scale}) …")
            call_command("seed_city", "--scale", scale, "--running-year")
        ensure_second_factors()
        return ensure_password()

    def _welcome(self, port: int, password: str) -> None:
        address = f"http://127.0.0.1:{port}"
        self.stdout.write(f"\nHarbor Hours 港城志愿\n  {address}/          the city")
        self.stdout.write(f"  {address}/api/v1/docs/  the API\n")
        self.stdout.write(f"Sign in at {address}/login/ with password {password} as")
        for demo in ACCOUNTS:
            more = ", and a code" if demo.twice else ""
            self.stdout.write(f"  {demo.login:6} {demo.part}{more}")
        self.stdout.write(
            "The code of the moment: .venv/bin/python manage.py demo_code wang"
        )
        if settings.SMS_BACKEND == "console":
            self.stdout.write("\nCodes for phones and e-mail appear in this window.")
        elif settings.SMS_BACKEND == "file":
            self.stdout.write("\nCodes for phones are files in var/sms.")
        self.stdout.write("\nCtrl-C stops everything.")
        self.stdout.flush()


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken. Choose another: make demo PORT={port + 1}"
            ) from error


def _refuse_other_keys() -> None:
    """
    Refuse data that a checkout removed since left behind, where root keeps them.

    Its keys went with it: nobody could sign in by phone, nor be known again.
    """
    someone = Volunteer.objects.values_list("document_sealed", flat=True).first()
    if someone is not None and not can_unseal(someone):
        raise CommandError(
            "The database was filled with other keys than those in var/keys.env. "
            "Bring that file back, or begin anew: make clean && make demo"
        )


def _start(together: Together, port: int) -> None:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    for _ in range(JOB_WORKERS):
        together.start([*manage, "db_worker", "--interval", "1", "-v", "0"])
    together.start([*manage, "run_due", "--every", str(UPKEEP_SECONDS)])
    together.start(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(port)),
            *("--workers", str(min(4, os.cpu_count() or 1))),
            # One that dies, perhaps for want of memory, does not end the demo.
            "--respawn-failed-workers",
            # Each thread keeps a connection to the database.
            *("--blocking-threads", "8", "--backpressure", "64"),
            *("--log-level", "error", "config.wsgi:application"),
        ]
    )


def _wait(together: Together, port: int) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        together.check()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz"):
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise Ended(f"The server does not answer on port {port}")


def _stop_database() -> None:
    """Stop the embedded server, unless another program still uses it."""
    is_ours = connection.settings_dict["ENGINE"] == "config.database"
    connections.close_all()
    if is_ours and postgres.answers() and not postgres.is_shared():
        postgres.stop()
