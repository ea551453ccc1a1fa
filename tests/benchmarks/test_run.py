"""A whole run, in a city that is built in seconds."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from config.database.owner import as_owner


@pytest.fixture
def database(db, migrated):
    """
    A name nobody has, on the server of the tests; the cities are removed after.

    Where workers share what was migrated, their tables are there: that takes long.
    """
    name = f"bench_{connection.settings_dict['NAME']}"
    both = (name, f"{name}_small")
    if migrated:
        with as_owner():
            for one in both:
                migrated.copy_to(one)
    yield name
    with as_owner(), connection._nodb_cursor() as cursor:
        for one in both:
            cursor.execute(f'DROP DATABASE IF EXISTS "{one}" WITH (FORCE)')


def bench(database, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", "--scale", "0.0005", *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "BENCH_DATABASE": database,
            "DEBUG": "true",  # pages without the static files that make builds
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_run_measures_writes_and_leaves_the_city_as_it_was(database, tmp_path):
    path = tmp_path / "bench.json"
    cases = ("page_desk", "totals_sql")

    ran = bench(database, "--json", str(path), "--only", *cases)

    assert "Traceback" not in ran.stderr
    told = json.loads(path.read_text())
    assert [one["case"] for one in told["cases"]] == ["page: desk", "the totals' SQL"]
    assert all(one["ours"] > 0 and one["limit"] > 0 for one in told["cases"])
    assert ran.returncode == (not all(one["holds"] for one in told["cases"]))
    assert "Nothing is off" in ran.stdout

    again = bench(database, "--json", str(path), "--only", "totals_sql")
    assert again.stdout.count("Kept from") == 2

    table = bench(database, "--json", str(path), "--markdown")
    assert table.stdout.startswith("| Case |")


def test_a_case_there_is_not(database):
    ran = bench(database, "--only", "nonsense")

    assert ran.returncode == 2
    assert "nonsense" in ran.stdout
