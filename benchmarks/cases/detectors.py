"""All detectors over the city's year, and how long people wait meanwhile."""

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from benchmarks import callers, children
from benchmarks.cities import YEAR, Cities, City
from benchmarks.measuring import Contest, percentile
from benchmarks.promises import AtMost, InFull
from benchmarks.registry import case
from benchmarks.server import get, serving
from volunteers.models import Account

READING = 20
STINT = 3.0  # seconds; in a little city half of one
RESTING = 5  # stints with nothing else to do
WITHIN = 600  # seconds for all of them


@case(
    "detectors",
    title="/me/ and the desk while all detectors look, p95, one reader at a time",
    against="the same pages with nothing else to do",
    unit="ms",
    promise=InFull(AtMost(1.5)),
)
def detectors(cities: Cities) -> Iterator[Contest]:
    zhao = Account.objects.get(username="zhao")
    with (
        callers.cookies([zhao, *callers.people(READING)]) as cookies,
        serving(cities.full) as server,
        ThreadPoolExecutor(1) as beside,
    ):
        desk = get("/desk/", cookie=cookies[0])
        own = [get(f"/me/?year={YEAR}", cookie=one) for one in cookies[1:]]
        pages = [page for mine in own for page in (mine, desk)]
        stint = STINT / 6 if cities.is_little else STINT

        def asked() -> list[float]:
            answers = server.ask(
                pages, expect=200, seconds=stint, again=True, connections=1
            )
            return answers.took

        def rest() -> float:
            return percentile([one for _ in range(RESTING) for one in asked()], 0.95)

        def looking() -> float:
            asked()
            looked = beside.submit(_look, cities.full)
            took = _until(looked, asked)
            contest.notes |= looked.result()
            assert sum(looked.result().values()) < WITHIN
            return percentile(took, 0.95)

        contest = Contest(ours=looking, limit=rest, least=1, most=1, warms_up=False)
        yield contest


def _until(
    looked: "Future[dict[str, float]]", asked: Callable[[], list[float]]
) -> list[float]:
    took = asked()
    while not looked.done():
        took += asked()
    return took


def _look(city: City) -> dict[str, float]:
    """Seconds of each detector, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.detect"]
    ended = children.run(command, database=city.database)
    assert ended.code == 0, ended.said
    seconds: dict[str, float] = json.loads(ended.said)
    return seconds
