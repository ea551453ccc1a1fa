"""What holds and what does not, on both sides of each bound."""

import pytest

from benchmarks.promises import AtLeast, AtMost, Faster, InFull, Reported, Under


@pytest.mark.parametrize(
    ("promise", "ours", "limit", "ratio", "holds"),
    [
        (AtMost(2), 20, 10, 2, True),
        (AtMost(2), 21, 10, 2.1, False),
        (AtLeast(0.7), 70, 100, 0.7, True),
        (AtLeast(0.7), 69, 100, 0.69, False),
        (Faster(1000), 1, 1000, 1000, True),
        (Faster(1000), 1, 999, 999, False),
        (Under(300, "ms"), 299, None, None, True),
        (Under(300, "ms"), 300, None, None, False),
        (Reported(), 5, 10, 0.5, True),
        (Reported(), 5, None, None, True),
    ],
)
def test_both_sides_of_the_bound(promise, ours, limit, ratio, holds):
    assert promise.ratio(ours, limit) == ratio
    assert promise.holds(ours=ours, limit=limit, scale=1) is holds


@pytest.mark.parametrize("promise", [AtMost(2), AtLeast(0.7), Faster(1000)])
def test_without_a_limit_nothing_that_needs_one_holds(promise):
    assert promise.holds(ours=1, limit=None, scale=1) is False


def test_in_a_smaller_city_the_sum_over_all_has_less_to_do():
    assert Faster(1000).holds(ours=1, limit=10, scale=0.01)
    assert not Faster(1000).holds(ours=1, limit=9, scale=0.01)


def test_what_is_promised_of_a_big_city_is_not_judged_in_a_little_one():
    promise = InFull(AtMost(1.5))

    assert promise.holds(ours=9, limit=1, scale=0.01)
    assert not promise.holds(ours=9, limit=1, scale=0.1)
    assert promise.words(0.01) == "≤ 1.5× in a big city"
    assert promise.words(1) == "≤ 1.5×"
    assert promise.ratio(9, 1) == 9


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        (AtMost(1.3), "≤ 1.3×"),
        (AtLeast(0.7), "≥ 70 %"),
        (Faster(1000), "≥ 1,000× faster"),
        (Under(300, "MB"), "< 300 MB"),
        (Reported(), "reported"),
    ],
)
def test_what_it_says(promise, words):
    assert promise.words(1) == words
