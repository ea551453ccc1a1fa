"""What the real server does in a second, against itself with next to nothing to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks import callers
from benchmarks.cities import YEAR, Cities
from benchmarks.fresh import Fresh
from benchmarks.measuring import Contest, percentile
from benchmarks.promises import AtLeast, Reported
from benchmarks.registry import case
from benchmarks.server import Answers, Server, get, post, serving

STINT = 3.0  # seconds; in a little city one
# Sent at most in a stint; more than two cores answer in that time.
POSTS = 3_000
LOGGING = 300  # people, so that hardly two of one person's are under way at once
READING = 50


@dataclass(slots=True)
class Slowest:
    """The slow end of the answers so far, for the reader."""

    notes: dict[str, float]

    def of(self, answers: Answers) -> float:
        self.notes["p99_ms"] = round(percentile(answers.took, 0.99), 1)
        return answers.per_second


def _stint(cities: Cities) -> float:
    return STINT / 3 if cities.is_little else STINT


@contextmanager
def _logging(cities: Cities) -> Iterator[tuple[Server, "Posts"]]:
    fresh = Fresh(cities.full)
    people = callers.people(LOGGING)
    try:
        with callers.tokens(people) as tokens, serving(cities.full) as server:
            yield server, Posts(tokens, callers.Claims(fresh.organization.pk))
    finally:
        fresh.sweep()


class Posts:
    """Requests that each log another session."""

    def __init__(self, tokens: list[str], claims: callers.Claims) -> None:
        self._tokens = tokens
        self._claims = claims

    def to(self, path: str, count: int = POSTS) -> list[bytes]:
        taken = (self._claims.take(len(self._tokens)) for _ in range(count))
        return [
            post(path, claim, token=self._tokens[person]) for person, claim in taken
        ]


@case(
    "log_http",
    title="log one session over HTTP",
    against="a view of the same API with one bare INSERT into the same table",
    unit="requests/s",
    promise=AtLeast(0.7),
)
def log_http(cities: Cities) -> Iterator[Contest]:
    with _logging(cities) as (server, posts):

        def sent(path: str) -> Answers:
            return server.ask(posts.to(path), expect=201, seconds=_stint(cities))

        contest = Contest(
            ours=lambda: slowest.of(sent("/api/v1/sessions/")),
            limit=lambda: sent("/bench/insert/").per_second,
            least=3,
            most=5,
            seconds=8,
        )
        slowest = Slowest(contest.notes)
        yield contest


def _constant(size: int) -> bytes:
    return get("/bench/constant/?" + urlencode({"bytes": size}))


def _reading(cities: Cities, path: str, *, signed_in: bool) -> Iterator[Contest]:
    people = callers.people(READING) if signed_in else []
    with callers.cookies(people) as cookies, serving(cities.full) as server:
        pages = [get(path, cookie=cookie) for cookie in cookies or [""]]
        constant = [_constant(20_000)]

        def asked(requests: list[bytes]) -> Answers:
            stint = _stint(cities)
            return server.ask(requests, expect=200, seconds=stint, again=True)

        contest = Contest(
            ours=lambda: slowest.of(asked(pages)),
            limit=lambda: asked(constant).per_second,
            least=3,
            most=3,
        )
        slowest = Slowest(contest.notes)
        yield contest


@case(
    "me_http",
    title="/me/ over HTTP",
    against="the same server and middleware, a constant page",
    unit="requests/s",
    promise=Reported(),
)
def me_http(cities: Cities) -> Iterator[Contest]:
    yield from _reading(cities, f"/me/?year={YEAR}", signed_in=True)


@case(
    "board_http",
    title="the public board over HTTP",
    against="the same server and middleware, a constant page",
    unit="requests/s",
    promise=Reported(),
)
def board_http(cities: Cities) -> Iterator[Contest]:
    yield from _reading(cities, f"/?year={YEAR}", signed_in=False)


@case(
    "posts_http",
    title="POST sessions/ over HTTP",
    against="the same server and middleware, a constant page",
    unit="requests/s",
    promise=Reported(),
)
def posts_http(cities: Cities) -> Iterator[Contest]:
    with _logging(cities) as (server, posts):
        constant = [_constant(500)]
        contest = Contest(
            ours=lambda: slowest.of(
                server.ask(
                    posts.to("/api/v1/sessions/"), expect=201, seconds=_stint(cities)
                )
            ),
            limit=lambda: (
                server.ask(
                    constant, expect=200, seconds=_stint(cities), again=True
                ).per_second
            ),
            least=3,
            most=3,
        )
        slowest = Slowest(contest.notes)
        yield contest
