"""Things made ahead by another process: all of them, in order, or an error."""

import os
import time

import pytest

from config.ahead import NotMade, ahead


def squares(most):
    for number in range(most):
        yield number**2, os.getpid()


def breaks():
    yield "whole"
    os._exit(3)


def for_ever():
    while True:
        yield os.getpid()


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_everything_comes_in_order_from_another_process():
    made = list(ahead(squares, 5))

    assert [number for number, _ in made] == [0, 1, 4, 9, 16]
    assert {pid for _, pid in made} != {os.getpid()}
    assert len({pid for _, pid in made}) == 1


def test_half_of_it_is_never_taken_for_all():
    with pytest.raises(NotMade, match="ended with 3"):
        list(ahead(breaks))


def test_who_wants_no_more_leaves_no_process_behind():
    making = ahead(for_ever)
    pid = next(making)
    assert is_there(pid)

    making.close()

    deadline = time.monotonic() + 10
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_there(pid)
