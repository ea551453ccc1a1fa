"""Several processes that live and end together with the one that began them."""

import signal
import subprocess
import time
from collections.abc import Sequence
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 15  # seconds between asking a process to end and ending it


class Ended(Exception):
    """One of the processes ended by itself."""


class Together:
    """
    Processes that run until Ctrl-C or a signal to end; then all are stopped.

    They are in sessions of their own, so Ctrl-C in a terminal reaches only the
    one that watches, and it stops them in order. Every such signal becomes a
    KeyboardInterrupt.
    """

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        for number in SIGNALS:
            signal.signal(number, _interrupt)

    def start(self, command: Sequence[str]) -> None:
        """Start one more process."""
        self.processes.append(
            subprocess.Popen(command, start_new_session=True)  # noqa: S603
        )

    def watch(self) -> None:
        """
        Wait for ever.

        :raises Ended: if a process ends
        """
        while True:
            self.check()
            time.sleep(0.2)

    def check(self) -> None:
        """
        Look whether all still run.

        :raises Ended: if one does not
        """
        for process in self.processes:
            if process.poll() is not None:
                raise Ended(f"{process.args!r} ended with {process.returncode}")

    def stop(self) -> None:
        """End all, the last started first; nothing interrupts that."""
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for process in reversed(self.processes):
            process.terminate()
        for process in reversed(self.processes):
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
