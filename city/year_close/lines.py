"""The lines of a closed year, out of the ledger and as they were frozen."""

from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Sum

from city.models import ClosedYear, YearLine
from city.models.years import Cut, LineKind
from city.reports.past import MOMENT
from city.reports.reading import rows, sql
from hours.cube import LONG_AGO, steps_sql

FIGURES = (
    "people",
    "minutes",
    "sessions",
    "timed",
    "witnessed",
    "declared",
    "entered",
)


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """What a line says; figures are put in order by cut and key."""

    cut: str
    key: str
    kind: str
    reason_code: str
    people: int
    minutes: int
    sessions: int
    timed: int
    witnessed: int
    declared: int
    entered: int

    @property
    def canonical(self) -> str:
        """One line of the text that the digest is of."""
        about = (self.cut, self.key)
        return "|".join(str(part) for part in (*about, *astuple(self)[4:]))


def digest(year: int, as_of: datetime, figures: Iterable[Figure]) -> str:
    """SHA-256 of the year, the moment and its published figures, a line for each."""
    head = f"{year}|{as_of.timestamp():.6f}"
    text = "\n".join([head, *(one.canonical for one in sorted(figures))])
    return sha256(text.encode()).hexdigest()


def from_ledger(
    year: int, *, after: datetime | None, until: datetime, published: bool = False
) -> list[Figure]:
    """
    What was posted for a year, in one statement over the ledger.

    :param after: postings of later moments only; None: all there are
    :param published: all as one figure each, instead of by why
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    since = after + MOMENT if after else LONG_AGO
    span: dict[str, Any] = {"since": since, "before": until + MOMENT}
    span |= {"first": first, "last": last}
    why = {"kind": "kind::text", "reason_code": "reason_code", "people": "'people'"}
    if published:
        why = {"kind": "'published'", "reason_code": "''", "people": "'published'"}
    text = sql("year_lines").format(steps=steps_sql(**span), **why)
    return [Figure(**row) for row in rows(text, span)]


def register(year: int) -> list[Figure]:
    """Who was on the register at the end of a year."""
    found = rows(sql("year_register"), {"last": date(year, 12, 31)})
    return [Figure(**row) for row in found]


def freeze(closed: ClosedYear, figures: Iterable[Figure], *, until: datetime) -> None:
    """Add figures as lines of the year."""
    YearLine.objects.bulk_create(
        [YearLine(closed=closed, until=until, **asdict(one)) for one in figures],
        batch_size=1_000,
    )


def frozen(closed: int, **which: Any) -> list[Figure]:
    """What lines of the year say, those of one why together."""
    found = YearLine.objects.filter(closed=closed, **which).order_by()
    about = ("cut", "key", "kind", "reason_code")
    summed: dict[str, Any] = {f"sum_{one}": Sum(one) for one in FIGURES}
    sums: Any = found.values(*about).annotate(**summed)
    return [
        Figure(
            **{name: row[name] for name in about},
            **{name: row[f"sum_{name}"] for name in FIGURES},
        )
        for row in sums
    ]


def published(year: int) -> list[Figure]:
    return frozen(year, kind=LineKind.PUBLISHED)


def differences(closed: ClosedYear) -> list[str]:
    """
    Where a closed year is not what the ledger says as of its moments, a line for each.

    Its published figures against their digest and against the ledger as of then, what
    came later against the ledger since. Who was registered is known by day, so of that
    the digest alone speaks.
    """
    lines = published(closed.year)
    wrong = []
    if digest(closed.year, closed.as_of, lines) != closed.digest:
        wrong.append("The published figures are not those of the digest.")
    known = [one for one in lines if one.cut == Cut.REGISTERED]
    as_of_then = from_ledger(
        closed.year, after=None, until=closed.as_of, published=True
    )
    if digest(closed.year, closed.as_of, as_of_then + known) != closed.digest:
        wrong.append("The ledger as of then has another digest.")
    since = from_ledger(closed.year, after=closed.as_of, until=closed.restated_until)
    later = [one for one in frozen(closed.year) if one.kind != LineKind.PUBLISHED]
    told = [one for one in lines if one.cut != Cut.REGISTERED] + later
    return wrong + _unlike(told, as_of_then + since)


def check_sql() -> str:
    """For ``reconcile``: closed years against the totals of today."""
    return sql("reconcile_closed_year")


def _unlike(told: list[Figure], true: list[Figure]) -> list[str]:
    no_more = {one for one in told if any(astuple(one)[4:])} - set(true)
    missing = set(true) - set(told)
    return [f"Frozen, not in the ledger: {one}" for one in sorted(no_more)] + [
        f"In the ledger, not frozen: {one}" for one in sorted(missing)
    ]
