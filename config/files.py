"""Files that are there whole or not at all."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class BeingWritten(Exception):
    """Somebody else is writing this very file."""


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """
    A file to write, which gets its name only once everything is in it.

    Until then it is ``<name>.part`` beside it; what a killed run left there is
    written over by the next.

    :raises BeingWritten: if another run has not finished with it
    """
    part = path.with_name(f"{path.name}.part")
    # Neither emptied before it is ours, nor only appended to: archives go back.
    opened = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(opened, "r+b") as file:
        _take(part, file)
        file.truncate(0)
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _take(part: Path, file: BinaryIO) -> None:
    """Let nobody else write it; the lock goes with the process that holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Between opening and locking, another run may have given it its name.
        mine = os.fstat(file.fileno()).st_ino == part.stat().st_ino
    except (BlockingIOError, FileNotFoundError) as error:
        raise BeingWritten(part) from error
    if not mine:
        raise BeingWritten(part)
