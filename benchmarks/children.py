"""Other processes of a run: what they took, and how much memory at their peak."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

BETWEEN_LOOKS = 0.02  # seconds
GRACE = 15  # seconds


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: code, seconds, peak in megabytes (1024²), what it said."""

    code: int
    seconds: float
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
    command: Sequence[str],
    *,
    database: str,
    kill_when: Callable[[list[str]], bool] | None = None,
) -> Ended:
    """
    Run a process to its end, watching its memory.

    :param kill_when: told the lines it has said, whether to kill it now, as a power
        cut would
    """
    begun = time.monotonic()
    peak = 0.0
    said: list[str] = []
    with child(command, database=database, stdout=subprocess.PIPE) as process:
        listener = threading.Thread(target=_listen, args=(process, said))
        listener.start()
        while process.poll() is None:
            peak = max(peak, _peak(process.pid))
            time.sleep(BETWEEN_LOOKS)
            if kill_when and kill_when(said):
                process.kill()
                process.wait()
        listener.join()
    return Ended(process.returncode, time.monotonic() - begun, peak, "".join(said))


def _listen(process: "subprocess.Popen[bytes]", said: list[str]) -> None:
    assert process.stdout is not None
    with process.stdout:
        said.extend(line.decode() for line in process.stdout)


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
    """
    The most memory the process has held so far, and each of those it began and that
    are still there; 0 where the kernel does not say.
    """
    about = Path(f"/proc/{pid}")
    try:
        lines = (about / "status").read_text().splitlines()
        begun = (about / f"task/{pid}/children").read_text().split()
    except OSError:
        return 0
    kilobytes = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    own = int(kilobytes[0]) / 1024 if kilobytes else 0
    return own + sum(_peak(int(one)) for one in begun)
