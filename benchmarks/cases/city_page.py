"""The city's totals page, against the same page with constants for every query."""

from collections.abc import Iterator

from benchmarks.browsing import Tape, Visitor
from benchmarks.cities import YEAR, Cities
from benchmarks.measuring import Contest, milliseconds
from benchmarks.promises import AtMost
from benchmarks.registry import case


@case(
    "city_page",
    title="city totals page",
    against="the same page, its answers constants instead of queries",
    unit="ms",
    promise=AtMost(2),
)
def city_page(cities: Cities) -> Iterator[Contest]:
    url = f"/city/?year={YEAR}"
    wang, tape = Visitor("wang"), Tape()
    wang.get(url)
    with tape.recording():
        page = wang.get(url)

    def constant() -> bytes:
        with tape.playing():
            return wang.get(url)

    assert len(constant()) == len(page)
    try:
        yield Contest(
            ours=milliseconds(lambda: wang.get(url)),
            limit=milliseconds(constant),
            most=40,
            notes={"queries": len(tape.answers)},
        )
    finally:
        wang.leave()
