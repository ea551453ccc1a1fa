"""Processes that were begun together end together."""

import os
import signal
import subprocess
import sys
import time

import pytest

SCRIPT = """
import sys
from config.processes import Ended, Together
together = Together()
try:
    together.start([sys.executable, "-c", "import time; time.sleep(600)"])
    together.start([sys.executable, "-c", sys.argv[1]])
    print(*[process.pid for process in together.processes], flush=True)
    together.watch()
except KeyboardInterrupt:
    print("interrupted")
except Ended:
    print("ended")
finally:
    together.stop()
"""


def begin(second):
    watcher = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, second], stdout=subprocess.PIPE, text=True
    )
    return watcher, [int(pid) for pid in watcher.stdout.readline().split()]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_them_all(number):
    watcher, pids = begin("import time; time.sleep(600)")
    time.sleep(0.3)

    watcher.send_signal(number)
    said, _ = watcher.communicate(timeout=10)

    assert said == "interrupted\n"
    assert [pid for pid in pids if is_alive(pid)] == []


def test_when_one_ends_by_itself_so_do_the_others():
    watcher, pids = begin("pass")

    said, _ = watcher.communicate(timeout=10)

    assert said == "ended\n"
    assert [pid for pid in pids if is_alive(pid)] == []
