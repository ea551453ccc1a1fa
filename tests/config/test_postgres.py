"""The embedded server: made on demand, once, and again after a crash."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from config import postgres
from config.database.base import DatabaseWrapper
from config.postgres import places

SCRIPT = """
import pathlib, sys
from config import postgres
from config.postgres import places
home = pathlib.Path(sys.argv[1])
postgres.home = places.home = lambda: home
getattr(postgres, sys.argv[2])()
"""


@pytest.fixture
def server(tmp_path, monkeypatch):
    """Another embedded server than the one of the tests, stopped at the end."""
    home = tmp_path
    if os.geteuid() == 0:  # a place that the system user can reach
        home = places.ROOM_OF_ROOT / f"test-{os.getpid()}"
    for module in (postgres, places):
        monkeypatch.setattr(module, "home", lambda: home)
    yield home
    postgres.remove()


def in_another_process(home, act="start"):
    return subprocess.Popen([sys.executable, "-c", SCRIPT, str(home), act])


def pid_of(server):
    return int((places.data_dir() / "postmaster.pid").read_text().split()[0])


def test_three_processes_start_it_at_once(server):
    processes = [in_another_process(server) for _ in range(3)]

    assert [process.wait(300) for process in processes] == [0, 0, 0]
    assert postgres.answers()


def test_the_first_connection_starts_it(server):
    settings = {**connection.settings_dict, "NAME": postgres.DATABASE}
    settings |= {"HOST": str(places.data_dir()), "PORT": "", "OPTIONS": {}}
    settings |= {"USER": postgres.PROGRAM, "PASSWORD": ""}
    elsewhere = DatabaseWrapper(settings, alias="elsewhere")

    elsewhere.get_new_connection(elsewhere.get_connection_params()).close()

    assert postgres.answers()


def test_it_comes_back_after_a_crash(server):
    postgres.start()
    os.kill(pid_of(server), signal.SIGKILL)

    postgres.start()

    assert postgres.answers()


def test_what_was_made_before_there_were_roles_becomes_the_owners(server):
    postgres.start()
    for sql in (
        f"DROP DATABASE {postgres.DATABASE}",
        f"DROP OWNED BY {postgres.OWNER}",
        f"DROP ROLE {postgres.OWNER}",
    ):
        postgres._query(sql, postgres.SUPERUSER)
    postgres._query(f"CREATE DATABASE {postgres.DATABASE}", postgres.SUPERUSER)
    postgres._query(
        "CREATE EXTENSION btree_gist; CREATE TABLE kept (id bigint PRIMARY KEY);"
        " CREATE FUNCTION kept() RETURNS int LANGUAGE sql RETURN 1"
    )

    postgres.start()

    owners = (
        "SELECT array_agg(DISTINCT pg_get_userbyid(owner)::text) FROM ("
        " SELECT relowner FROM pg_class WHERE relname IN ('kept', 'kept_pkey')"
        " UNION SELECT proowner FROM pg_proc WHERE proname = 'kept'"
        " UNION SELECT datdba FROM pg_database WHERE datname = current_database()"
        ") AS one (owner)"
    )
    assert postgres._query(owners) == [postgres.OWNER]
    assert postgres._is_whole()


def test_a_pid_that_was_given_to_another_program_does_not_matter(server):
    postgres.start()
    postgres.stop()
    file = places.data_dir() / "postmaster.pid"
    data = places.data_dir()
    # The file of a dead server, whose number is now this program's.
    file.write_text(f"{os.getpid()}\n{data}\n1\n5432\n{data}\n\n 0 0\n")
    os.chown(file, data.stat().st_uid, -1)
    assert not postgres.answers()

    postgres._forget_reused_pid(file)
    assert file.read_text().startswith("999999999\n")
    postgres.start()

    assert postgres.answers()


def test_data_of_another_user_are_refused_with_a_sentence(server, monkeypatch):
    places.data_dir().mkdir(parents=True)
    monkeypatch.setattr(postgres, "owner", lambda: 12345)

    with pytest.raises(postgres.CannotStart, match="belongs to another user"):
        postgres.start()


def test_a_path_too_long_for_a_socket_puts_it_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "home", lambda: tmp_path / ("long" * 30))
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")

    assert postgres.socket_dir().parent.as_posix() == "/run/user/1000"
