import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SECONDS = 60


# What is in base.txt is in dev.txt as well.
PINNED = ("dev.txt", "node.txt")


class Command(BaseCommand):
    help = "Ask for known weaknesses of the pinned packages; skipped if nobody answers."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        found = [*self._of_python(), *self._of_node()]
        if found:
            raise CommandError("\n".join(found))

    def _of_python(self) -> list[str]:
        program = Path(sys.executable).with_name("pip-audit")
        command = [str(program), "--require-hashes", "--disable-pip", "--timeout", "5"]
        command += ["--format", "json", "--progress-spinner", "off"]
        for name in PINNED:
            command += ["--requirement", f"requirements/{name}"]
        packages = self._ask(command).get("dependencies", [])
        known = [one for one in packages if "skip_reason" not in one]
        self._tell("Python packages", known, packages)
        return [
            f"{one['name']} {one['version']}: {weakness['id']},"
            f" put right in {', '.join(weakness['fix_versions']) or 'no version yet'}"
            for one in known
            for weakness in one.get("vulns", [])
        ]

    def _of_node(self) -> list[str]:
        beside = Path(sys.executable).with_name("npm")
        npm = shutil.which("npm") or str(beside)
        told = self._ask([npm, "audit", "--json"])
        self._tell("Node packages", told.get("metadata"))
        weak = told.get("vulnerabilities", {})
        return [f"{name}: {one['severity']}" for name, one in weak.items()]

    def _ask(self, command: Sequence[str]) -> dict[str, Any]:
        """What the program answers; nothing, if it could not ask anybody."""
        try:
            ran = subprocess.run(  # noqa: S603
                command,
                cwd=settings.BASE_DIR,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            told: dict[str, Any] = json.loads(ran.stdout)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return {}
        return told

    def _tell(self, what: str, known: Any, asked: Sequence[Any] = ()) -> None:
        if not known:
            why = "no advisories can be reached from here"
            self.stdout.write(f"{what}: not audited, {why}.")
        elif len(known) < len(asked):
            unknown = len(asked) - len(known)
            self.stdout.write(f"{what}: audited, but for {unknown} nobody knows.")
        else:
            self.stdout.write(f"{what}: audited.")
