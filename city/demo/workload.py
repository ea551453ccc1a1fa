"""How much each person serves in a year: most nothing, a few very much."""

import random
from array import array
from collections.abc import Iterator
from math import exp
from statistics import NormalDist

from city.demo.days import YearOfService
from city.demo.people import Population
from city.demo.plan import (
    CAST,
    IDLE_SHARE,
    MINUTES_A_HEAD,
    MINUTES_A_SESSION,
    Plan,
)

# The width of the log-normal spread: the most active hundredth of all people
# gives about 15 % of the hours. Nobody has more than e^(3σ) of the middle.
SIGMA = 0.95
# Somebody who registered late has at most one session in so many days.
DAYS_A_SESSION = 4
# Who serves this year did so in the article's year, but for this share.
SHARE_OF_NEWLY_MINDED = 0.5


def spread(*, active: int, sessions: int) -> Iterator[int]:
    """
    The sessions of each active person, from few to many, at least one each.

    By quantiles and not by chance, so that cities of all sizes have one spread
    and the sum is ``sessions`` exactly.
    """
    normal = NormalDist()
    weights = array(
        "d",
        (
            exp(SIGMA * min(3.0, normal.inv_cdf((n + 0.5) / active)))
            for n in range(active)
        ),
    )
    scale = (sessions - active) / sum(weights)
    whole = 0
    reached = 0.0
    for weight in weights:
        before, reached = whole, reached + weight * scale
        whole = round(reached)
        yield 1 + whole - before


def first_year(
    plan: Plan, year: YearOfService, population: Population, *, crafted_minutes: int
) -> array:
    """
    Sessions of each person in the article's year, by id.

    Together with ``crafted_minutes``, the cast's own, they come to twenty hours a
    head. Who registers within the year serves after that.
    """
    chance = plan.chance("workload")
    minutes = plan.volunteers * MINUTES_A_HEAD - crafted_minutes
    active = round(plan.volunteers * (1 - IDLE_SHARE))
    people = array("H", bytes(2 * (plan.volunteers - CAST)))
    for place, count in enumerate(
        spread(active=active, sessions=minutes // MINUTES_A_SESSION)
    ):
        people[place] = count
    chance.shuffle(people)
    counts = array("H", bytes(2 * (CAST + 1))) + people
    _let_newcomers_do_less(counts, plan, year, population, chance)
    return counts


def _let_newcomers_do_less(
    counts: array,
    plan: Plan,
    year: YearOfService,
    population: Population,
    chance: random.Random,
) -> None:
    """Swap the counts of people who registered late with those of earlier ones."""
    newest = range(plan.volunteers, CAST, -1)
    newcomers = [pk for pk in newest if population.registered_on(pk) >= year.first]
    established = newcomers[-1] - 1
    for pk in newcomers:
        left = year.count - (population.registered_on(pk) - year.first).days - 1
        most = left // DAYS_A_SESSION
        while counts[pk] > most:
            other = chance.randint(CAST + 1, established)
            if counts[other] <= most:
                counts[pk], counts[other] = counts[other], counts[pk]


def running_year(plan: Plan, year: YearOfService, before: array) -> array:
    """Sessions of each person this year so far, at the pace of the article's year."""
    chance = plan.chance("running workload")
    moved = [
        pk
        for pk in range(CAST + 1, plan.volunteers + 1)
        if chance.random() < SHARE_OF_NEWLY_MINDED
    ]
    counts = array("H", before)
    moving = array("H", (before[pk] for pk in moved))
    chance.shuffle(moving)
    for pk, count in zip(moved, moving, strict=True):
        counts[pk] = count
    whole = 0
    reached = 0.0
    for pk, count in enumerate(counts):
        start, reached = whole, reached + count * year.share
        whole = round(reached)
        counts[pk] = whole - start
    return counts
