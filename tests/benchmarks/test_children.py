"""Processes of a run: watched, killed where that is meant, and never left behind."""

import sys

import pytest

from benchmarks import children

HOLD = """
import time
held = bytearray(80_000_000)
print("held", flush=True)
time.sleep(0.3)
"""
WAIT = "import time; print('begun', flush=True); time.sleep(600)"


def run(script, **how):
    return children.run([sys.executable, "-c", script], database="nobody's", **how)


def test_what_it_said_how_it_ended_and_the_most_it_held():
    ended = run(HOLD)

    assert (ended.code, ended.said) == (0, "held\n")
    assert 80 < ended.peak < 300
    assert 0.3 < ended.seconds < 60


def test_it_is_killed_at_the_moment_that_is_meant():
    ended = run(WAIT, kill_when=lambda said: "begun\n" in said)

    assert ended.code == -9


def test_it_does_not_outlive_its_block():
    with (
        pytest.raises(KeyboardInterrupt),
        children.child([sys.executable, "-c", WAIT], database="nobody's") as process,
    ):
        raise KeyboardInterrupt

    assert process.returncode is not None


def test_it_works_on_the_database_that_is_named():
    ended = run("import os; print(os.environ['BENCH_DATABASE'])")

    assert ended.said == "nobody's\n"
