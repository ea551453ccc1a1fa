"""Rounds by turns, and what they come to."""

import itertools

import pytest

from benchmarks.measuring import (
    Contest,
    Spread,
    measure,
    milliseconds,
    percentile,
    seconds,
)


def counted(values):
    """A sample that gives these values, one a call, and remembers how many."""
    given = iter(values)
    return lambda: next(given)


def test_both_sides_work_by_turns_and_the_first_round_does_not_count():
    said = []

    def side(name, values):
        sample = counted(values)

        def work():
            said.append(name)
            return sample()

        return work

    contest = Contest(
        ours=side("ours", [900, 1, 3, 2]),
        limit=side("limit", [900, 5, 5, 5]),
        least=3,
        most=3,
    )
    measured = measure(contest)

    assert said == ["ours", "limit"] * 4
    assert measured.rounds == 3
    assert measured.ours.median == 2
    assert measured.limit == Spread(5, 5, 5)


def test_there_are_at_least_so_many_rounds_however_long_they_take():
    clock = counted(itertools.count(0, 100))
    contest = Contest(ours=lambda: 1.0, least=3, most=9, seconds=1)

    assert measure(contest, clock=clock).rounds == 3


def test_no_round_is_begun_after_the_time_is_up():
    clock = counted(itertools.count(0, 1))
    contest = Contest(ours=lambda: 1.0, least=1, most=99, seconds=4)

    assert measure(contest, clock=clock).rounds == 4


def test_what_is_long_needs_no_round_to_warm_up():
    contest = Contest(ours=counted([7.0]), least=1, most=1, warms_up=False)

    assert measure(contest).ours.median == 7


def test_a_case_without_a_limit_has_none():
    assert measure(Contest(ours=lambda: 1.0, most=3)).limit is None


def test_one_disturbed_round_does_not_move_the_middle():
    assert Spread.of([10, 11, 12, 13, 400]) == Spread(12, 11, 13)


def test_one_round_has_no_spread():
    assert Spread.of([5]) == Spread(5, 5, 5)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.01, 1), (0.5, 50), (0.99, 99), (0.995, 100), (1, 100)]
)
def test_the_nearest_rank(share, expected):
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_the_only_value_is_every_rank():
    assert percentile([3], 0.99) == percentile([3], 0.01) == 3


def test_a_sample_does_the_work_once_and_says_a_time():
    done = []
    assert seconds(lambda: done.append(1))() >= 0
    assert milliseconds(lambda: done.append(2))() >= 0
    assert done == [1, 2]
