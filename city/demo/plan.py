"""What city is built: its size, its years, and where its chance comes from."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

CITY_TIME = ZoneInfo("Asia/Shanghai")

# The article's city: registered by the end of its year, hours a head in that year.
REGISTERED = 1_430_000
MINUTES_A_HEAD = 20 * 60
MINUTES_A_SESSION = 120
IDLE_SHARE = 0.6

# The demo accounts and the regulars of the first organization come first.
CAST = 30
LEAST_VOLUNTEERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    Which city is asked for: ``scale`` 1 is the article's, ``year`` its whole year.

    With ``running_year`` people go on serving this year up to the day before
    ``today`` (Asia/Shanghai).
    """

    scale: float
    year: int
    seed: int
    running_year: bool
    today: date

    @property
    def volunteers(self) -> int:
        return round(self.scale * REGISTERED)

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    @property
    def served_years(self) -> list[int]:
        """The years in which people serve, the article's first."""
        return [self.year, self.yesterday.year] if self.running_year else [self.year]

    @property
    def activity_years(self) -> list[int]:
        """The years with activities: always the running one too, to log against."""
        return sorted({self.year, self.yesterday.year, self.today.year})

    def chance(self, part: str) -> random.Random:
        """Chance for one part of the city, so that parts do not disturb each other."""
        return random.Random(f"{self.seed}/{part}")  # noqa: S311


def id_at(day: date, chance: random.Random) -> UUID:
    """A version 7 id as if made on that day, but by the city's own chance."""
    milliseconds = (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000
    bits = milliseconds << 80 | 7 << 76 | chance.getrandbits(12) << 64
    return UUID(int=bits | 2 << 62 | chance.getrandbits(62))
