"""Other processes of a run: what they took, and how much memory at their peak."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

BETWEEN_LOOKS = 0.02  # seconds
GRACE = 15  # seconds


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its code, its peak in megabytes (1024²), what it said."""

    code: int
    peak: float
    said: str


def environment(database: str) -> dict[str, str]:
    """What a process needs to work on that database."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "BENCH_DATABASE": database,
        "PYTHONPATH": str(settings.BASE_DIR),
        "PYTHONUNBUFFERED": "1",
    }


def run(
    command: Sequence[str], *, database: str, kill_after: float | None = None
) -> Ended:
    """
    Run a process to its end, watching its memory. What it says must be short.

    :param kill_after: seconds after which it is killed, as by a power cut
    """
    begun = time.monotonic()
    peak = 0.0
    with child(command, database=database, stdout=subprocess.PIPE) as process:
        while process.poll() is None:
            peak = max(peak, _peak(process.pid))
            time.sleep(BETWEEN_LOOKS)
            if kill_after is not None and time.monotonic() - begun > kill_after:
                process.kill()
                kill_after = None
        assert process.stdout is not None
        return Ended(process.returncode, peak, process.stdout.read().decode())


@contextmanager
def child(
    command: Sequence[str], *, database: str, stdout: int | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that does not outlive the block."""
    process = subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=environment(database),
        stdout=stdout,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _peak(pid: int) -> float:
    """The most memory the process has held so far; 0 where the kernel does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    kilobytes = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(kilobytes[0]) / 1024 if kilobytes else 0
