"""Who lives in the city: registered people, in the order in which they registered."""

from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from city.demo.identity import Documents, Phones
from city.demo.names import person_name
from city.demo.places import FIRST_DISTRICT, INSTITUTES
from city.demo.plan import CAST, Plan
from volunteers.identifiers import volunteer_number
from volunteers.models import Site

# People who registered in each of the last nine years, in a thousand.
GROWTH = (30, 50, 70, 90, 110, 130, 160, 190, 170)
# Where they live, in a thousand: by residents, a little more in town.
HOMES = {
    "320706": 270, "320703": 75, "320707": 200,
    "320722": 205, "320723": 140, "320724": 110,
}  # fmt: skip
# Ages at the end of the article's year: up to, people in a thousand.
AGES = ((18, 24, 230), (25, 34, 215), (35, 44, 195), (45, 54, 160), (55, 64, 120),
        (65, 78, 80))  # fmt: skip
# 8 % of all are minors; only the last two years' registrations can be.
MINORS_AMONG_RECENT = 0.08 * sum(GROWTH) / sum(GROWTH[-2:])
LEAST_AGE = 14
SHARE_AT_A_STATION, SHARE_AT_A_SITE = 0.82, 0.94
SHARE_WITH_ACCOUNT = 0.75


@dataclass(slots=True)
class Person:
    """Somebody registered; ``id`` is also the account's, where there is one."""

    id: int
    number: str
    name: str
    document: str
    phone: str
    born: date
    district: str
    site: int | None
    registered_on: date
    registered_minute: int
    has_account: bool


class Serving(NamedTuple):
    """What sessions ask of somebody; ``teams`` by their places among all teams."""

    id: int
    district: str
    registered_on: date
    has_account: bool
    teams: tuple[int, ...]


class Population:
    """Lets people register, one after the other, each once and in order of time."""

    def __init__(self, plan: Plan, sites: list[Site]) -> None:
        self._series: Counter[tuple[str, str]] = Counter()
        self._plan = plan
        self._chance = plan.chance("people")
        self._documents = Documents(plan.chance("documents"))
        self._phones = Phones(plan.chance("phones"))
        self._new_year = date(plan.year + 1, 1, 1)
        self._days = _days_of_registering(plan)
        self._homes = list(HOMES)
        self._home_ends = list(accumulate(HOMES.values()))
        self._age_ends = list(accumulate(share for *_, share in AGES))
        self._below = {
            (district, kind): [
                site.pk
                for site in sites
                if site.district_id == district and site.kind == kind
            ]
            for district in INSTITUTES
            for kind in ("institute", "station")
        }

    def registered_on(self, person: int) -> date:
        """The local date on which the person with this id registered."""
        ends, first = self._days
        share = (person - 0.5) / self._plan.volunteers
        return first + timedelta(days=bisect(ends, share * ends[-1]))

    def person(self, pk: int) -> Person:
        """The person with this id; ids are asked for in order, from 1."""
        dice = self._chance.random
        on = self.registered_on(pk)
        district = self._homes[bisect(self._home_ends, dice() * self._home_ends[-1])]
        if pk <= CAST:
            district = FIRST_DISTRICT
        male = dice() < 0.47
        born = self._birth_date(on)
        return Person(
            id=pk,
            number=self._number(district, on),
            name=person_name(born=born.year, male=male, chance=self._chance),
            document=self._documents.number(district=district, born=born, male=male),
            phone=self._phones.number(),
            born=born,
            district=district,
            site=self._home_site(district),
            registered_on=on,
            registered_minute=480 + int(dice() * 720),
            has_account=dice() < SHARE_WITH_ACCOUNT,
        )

    def _number(self, area: str, on: date) -> str:
        month = f"{on:%y%m}"
        self._series[area, month] += 1
        serial = self._series[area, month]
        return volunteer_number(area=area, month=month, serial=serial)

    def _home_site(self, district: str) -> int | None:
        luck = self._chance.random()
        if luck >= SHARE_AT_A_SITE:
            return None
        kind = "station" if luck < SHARE_AT_A_STATION else "institute"
        sites = self._below[district, kind]
        return sites[int(self._chance.random() * len(sites))]

    def _birth_date(self, registered_on: date) -> date:
        """14 or older when registering; 8 % of all are minors at the year's end."""
        dice = self._chance.random
        year = self._new_year.year
        recent = registered_on.year >= self._plan.year - 1
        if recent and dice() < MINORS_AMONG_RECENT:
            oldest = self._new_year.replace(year=year - 18)
            youngest = _years_before(registered_on, LEAST_AGE)
            return oldest + timedelta(days=int(dice() * (youngest - oldest).days))
        low, high, _ = AGES[bisect(self._age_ends, dice() * self._age_ends[-1])]
        youngest = self._new_year.replace(year=year - low)
        oldest = self._new_year.replace(year=year - high - 1)
        youngest = min(youngest, _years_before(registered_on, LEAST_AGE))
        return oldest + timedelta(days=int(dice() * (youngest - oldest).days))


def _days_of_registering(plan: Plan) -> tuple[list[float], date]:
    """The share of people registered by the end of each day, and the first day."""
    first = date(plan.year - len(GROWTH) + 1, 1, 1)
    days = (date(plan.year + 1, 1, 1) - first).days
    weights = []
    for n in range(days):
        day = first + timedelta(days=n)
        feast = 12.0 if (day.month, day.day) == (3, 5) else 1.0
        weights.append(GROWTH[day.year - first.year] * feast)
    return list(accumulate(weights)), first


def _years_before(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)
