from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from config.triggers import read_sql
from hours.models import VolunteerYear
from recognition.models import StarAward
from recognition.models.stars import LEVELS, STANDS
from recognition.rating.scheme import ByYear, Scheme, by_year
from volunteers.models import Volunteer


@dataclass(frozen=True, slots=True)
class Stars:
    """
    How many stars some minutes reach, and the way to the next.

    ``next_minutes`` is where the next star begins, None with all stars reached;
    ``of_year`` the year that counts by itself, None where all count together.
    """

    level: int
    minutes: int
    next_minutes: int | None
    of_year: int | None = None

    @property
    def missing_minutes(self) -> int:
        return max(0, (self.next_minutes or 0) - self.minutes)

    @property
    def next_star(self) -> int:
        return self.level + 1


def stars(*, years: Iterable[VolunteerYear], disputed: ByYear, on: date) -> Stars:
    """
    The stars that somebody's minutes reach by what holds on the local date; exactly
    enough is enough, and what is disputed counts for nothing meanwhile.
    """
    scheme = Scheme.on(on)
    minutes = scheme.counted(by_year(years)) - scheme.counted(disputed)
    reached = [level for level, needed in scheme.needed.items() if minutes >= needed]
    ahead = [needed for needed in scheme.needed.values() if minutes < needed]
    return Stars(
        level=max(reached, default=0),
        minutes=minutes,
        next_minutes=min(ahead, default=None),
        of_year=scheme.of_year,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """The highest star awarded to somebody, and a higher one on public notice."""

    held: int
    announced: StarAward | None


def standing(*, volunteer: Volunteer, of_year: int | None) -> Standing:
    """What of all years, or of one year, was awarded to somebody; one query."""
    own = StarAward.objects.filter(
        volunteer=volunteer, of_year=of_year, state__in=STANDS
    ).select_related("notice")
    highest_first = sorted(own, key=lambda one: -one.level)
    held = max((one.level for one in highest_first if one.is_held), default=0)
    shown = (one for one in highest_first if one.is_announced and one.level > held)
    return Standing(held, next(shown, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """
    One star: the minutes it needs, for how many people it is the highest they have,
    and how many wait for it, are withheld and are on public notice.
    """

    level: int
    needed: int
    held: int = 0
    found: int = 0
    withheld: int = 0
    announced: int = 0


def levels(*, on: date) -> list[LevelLine]:
    """All five, lowest first, of the years that count on the local date; one query."""
    scheme = Scheme.on(on)
    with connection.cursor() as cursor:
        cursor.execute(
            read_sql("recognition/sql/star_levels.sql"), {"of_year": scheme.of_year}
        )
        rows = {level: counts for level, *counts in cursor.fetchall()}
    return [
        LevelLine(
            level=level,
            needed=scheme.needed[level],
            **dict(
                zip(
                    ("held", "found", "withheld", "announced"),
                    rows.get(level, (0, 0, 0, 0)),
                    strict=True,
                )
            ),
        )
        for level in LEVELS
    ]
