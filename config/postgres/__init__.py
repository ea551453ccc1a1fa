"""
The embedded PostgreSQL: made and started on demand when no DATABASE_URL is set.

    python -m config.postgres start|stop|remove|status|url

An ordinary user's data lie in the checkout under var/. PostgreSQL refuses to run
as root, so there a system user of its own runs it and keeps the data under
/var/lib/harbor-hours, in a folder named by a hash of the checkout's path.
Only a successful connection counts as "running": a pid file may be a dead
server's, and its number may be another program's by now.
"""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from config.postgres.places import (
    SOCKET_NAME,
    SYSTEM_USER,
    CannotStart,
    data_dir,
    home,
    owner,
    programs,
    socket_dir,
)
from config.postgres.sizes import quoted, settings_for_this_machine

__all__ = [
    "DATABASE",
    "OWNER",
    "PROGRAM",
    "SUPERUSER",
    "CannotStart",
    "answers",
    "is_shared",
    "remove",
    "sign_in",
    "socket_dir",
    "start",
    "stop",
    "url",
]

DATABASE = "harbor_hours"
SUPERUSER = "postgres"
OWNER = "harbor_hours_owner"  # as in roles.sql
PROGRAM = "harbor_hours"
PATIENCE = 600  # seconds; recovery after a crash of a big database takes its time


def start() -> None:
    """
    Make sure that the server answers, creating its data when there are none.

    :raises CannotStart: with the reason, when it cannot
    """
    if _is_whole():
        return
    with _locked():
        if _is_whole():
            return
        if not answers():
            _refuse_foreign_data()
            if not (data_dir() / "PG_VERSION").exists():
                _create_data()
            _write_configuration()
            _launch()
        _create_database()


def _is_whole() -> bool:
    """Whether it answers, and its database belongs to its owner."""
    return answers() and not _databases_of_the_superuser()


def stop() -> None:
    """Stop the server if it runs; open connections are ended."""
    if not answers():
        return
    with _locked():
        _run("pg_ctl", "stop", "-D", data_dir(), "-m", "fast", "-w", "-t", PATIENCE)


def remove() -> None:
    """Stop the server and delete its data."""
    stop()
    shutil.rmtree(home() if os.geteuid() == 0 else data_dir(), ignore_errors=True)


def answers() -> bool:
    """Whether a connection succeeds now."""
    return _refusal() == ""


def is_shared() -> bool:
    """Whether any client is connected besides the one that asks."""
    sql = (
        "SELECT EXISTS (SELECT FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())"
    )
    return bool(_query(sql))


def url() -> str:
    """The address for other programs, such as ``psql``."""
    return f"postgresql:///{DATABASE}?host={socket_dir()}&user={SUPERUSER}"


def sign_in(role: str) -> dict[str, Any]:
    """How Django signs in as a role, as in its setting ``DATABASES``."""
    return {
        "ENGINE": "config.database",
        "NAME": DATABASE,
        "USER": role,
        "PASSWORD": "",
        "HOST": str(socket_dir()),
        "PORT": "",
        "OPTIONS": {},
    }


@contextmanager
def _locked() -> Iterator[None]:
    """One process at a time makes, starts or stops the server."""
    try:
        home().mkdir(parents=True, exist_ok=True)
        lock = (home() / "postgres.lock").open("w")
    except OSError as error:
        raise CannotStart(f"Cannot write to {home()}: {error.strerror}.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _refusal(database: str = DATABASE) -> str:
    """The words with which a connection is refused; empty when it succeeds."""
    try:
        _connect(database).close()
    except psycopg2.OperationalError as error:
        return str(error)
    return ""


def _connect(database: str) -> "psycopg2.extensions.connection":
    return psycopg2.connect(host=str(socket_dir()), dbname=database, user=SUPERUSER)


def _query(sql: str, database: str = DATABASE) -> object:
    connection = _connect(database)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def _refuse_foreign_data() -> None:
    data = data_dir()
    if data.exists() and data.stat().st_uid != owner():
        raise CannotStart(
            f"{data} belongs to another user. Run as that user, "
            "or set DATABASE_URL to a PostgreSQL server."
        )


def _create_data() -> None:
    """Make the data beside their place first: an interrupted start leaves no half."""
    draft = data_dir().with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    os.chown(draft, owner(), -1)
    # C.UTF-8 always: with a language that is not installed initdb gives up.
    _run(
        "initdb",
        *("-D", draft, "-U", SUPERUSER, "--auth=trust"),
        *("--encoding=UTF8", "--locale=C.UTF-8"),
    )
    draft.rename(data_dir())


def _write_configuration() -> None:
    sockets = socket_dir()
    if sockets != data_dir():
        sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sockets.stat().st_uid != owner():
            raise CannotStart(f"{sockets} belongs to another user.")
    lines = {
        "unix_socket_directories": quoted(str(sockets)),
        **settings_for_this_machine(),
    }
    file = data_dir() / "postgresql.conf"
    file.write_text("".join(f"{name} = {value}\n" for name, value in lines.items()))
    os.chown(file, owner(), -1)


def _launch() -> None:
    """
    Start until a connection succeeds.

    A server that is recovering or shutting down says so in its refusal and is
    waited for; any other refusal gets some tries, since the backends of a
    killed server need a moment to end.
    """
    deadline = time.monotonic() + PATIENCE
    tries = 40
    while refusal := _refusal(SUPERUSER):
        if time.monotonic() > deadline or not tries:
            raise CannotStart(f"PostgreSQL did not start.\n{refusal}\n{_log_tail()}")
        if "the database system is" not in refusal:
            tries -= 1
            _forget_reused_pid(data_dir() / "postmaster.pid")
            _forget_reused_pid(socket_dir() / f"{SOCKET_NAME}.lock")
            _run(
                *("pg_ctl", "start", "-D", data_dir(), "-w", "-t", PATIENCE),
                *("-s", "-l", data_dir() / "server.log"),
                check=False,
            )
        if _refusal(SUPERUSER):
            time.sleep(0.25)


def _forget_reused_pid(file: Path) -> None:
    """
    Replace a dead server's pid by one that no process has, when it was given away.

    PostgreSQL would take the other program for itself. The file stays, because
    its other lines tell it whether orphans of the dead server still hold memory.
    """
    try:
        pid, *rest = file.read_text().splitlines()
        command = Path(f"/proc/{int(pid)}/cmdline").read_bytes().split(b"\0")[0]
    except (OSError, ValueError):
        return
    if not command.rpartition(b"/")[2].startswith(b"postgres"):
        file.write_text("\n".join(["999999999", *rest]) + "\n")


def _log_tail() -> str:
    try:
        lines = (data_dir() / "server.log").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-15:])


def _create_database() -> None:
    """The roles and the database; what is from before there were roles is upgraded."""
    _query(_sql("roles"), SUPERUSER)
    sql = f"SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}')"
    if not _query(sql, SUPERUSER):
        _query(f"CREATE DATABASE {DATABASE} OWNER {OWNER}", SUPERUSER)
    for name in _databases_of_the_superuser():
        _query(_sql("hand_over"), name)
        _query(f'ALTER DATABASE "{name}" OWNER TO {OWNER}', SUPERUSER)


def _databases_of_the_superuser() -> list[str]:
    """Databases that belong to nobody else yet."""
    sql = (
        "SELECT array_agg(datname::text) FROM pg_database"
        f" WHERE NOT datistemplate AND datname <> '{SUPERUSER}'"
        f" AND datdba = '{SUPERUSER}'::regrole"
    )
    names: Any = _query(sql, SUPERUSER)
    return names or []


def _sql(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text()


def _run(program: str, *arguments: object, check: bool = True) -> None:
    """Run one of PostgreSQL's programs as the data's owner."""
    command = [str(programs() / program), *map(str, arguments)]
    user = SYSTEM_USER if os.geteuid() == 0 else None
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    result = subprocess.run(
        command,
        cwd="/",
        env=environment | {"LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        user=user,
        group=user,
        extra_groups=user and [],
    )
    if check and result.returncode:
        raise CannotStart(f"{program} failed.\n{result.stdout.strip()}")
