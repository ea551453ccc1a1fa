"""Organizations as their sessions need them: who decides, who records, where."""

import random
from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate

from city.demo.activities import Planned
from city.demo.organizations import Founded
from city.demo.places import INSTITUTES
from city.demo.plan import CAST, Plan

NULL = "\\N"

# A year and month, and a district, or "" for all the team's.
Where = tuple[int, int, str]

# The demo accounts' ids; ``accounts`` says who they are.
ZHAO, HU, QIAN, SUN, LI, WANG = 3, 4, 5, 6, 7, 8


@dataclass(slots=True)
class Team:
    """
    An organization at work.

    ``columns`` of an activity are what a session copies from it, ready for COPY.
    """

    founded: Founded
    approvers: tuple[int, ...]
    recorder: int
    above: int = WANG
    above_level: str = "city"
    running: dict[Where, list[str]] = field(default_factory=dict)
    of_the_day: dict[Where, list[str]] = field(default_factory=dict)
    alone: str = ""

    @property
    def is_first(self) -> bool:
        return ZHAO in self.approvers

    def choices(
        self, *, year: int, month: int, district: str, feast: bool
    ) -> list[str]:
        """What one may do in a district, or anywhere if there is nothing to do."""
        activities = self.of_the_day if feast else self.running
        near = activities.get((year, month, district))
        return near or activities[year, month, ""]

    @property
    def records_later(self) -> bool:
        """Whether somebody else than the approver can enter hours later (L17)."""
        return self.recorder not in self.approvers


def form_teams(
    plan: Plan, founded: list[Founded], activities: list[Planned]
) -> list[Team]:
    """A team for each organization; offices go to the people registered first."""
    offices = (CAST + 1 + n % (plan.volunteers - CAST) for n in range(10**6))
    teams = {}
    for place, one in enumerate(founded):
        if place == 0:
            team = Team(one, (ZHAO, HU), QIAN)
        elif one.organization.kind == "site":
            keeper = _keeper(one) or next(offices)
            team = Team(one, (keeper,), keeper)
        else:
            team = Team(one, (next(offices),), next(offices))
        teams[one.organization.pk] = team
    for team in teams.values():
        _join_places(team, teams)
    for activity in activities:
        _join(teams[activity.organization.pk], activity)
    return list(teams.values())


def _keeper(one: Founded) -> int | None:
    """Clerk Sun keeps the first station, Li the first center."""
    first = one.organization.site.code if one.organization.site else ""
    return {"320706-S001": SUN, "320706C": LI}.get(first)


def _join_places(team: Team, teams: dict) -> None:
    own = team.founded.organization
    if own.parent_id:
        team.above = teams[own.parent_id].approvers[0]
        team.above_level = "parent"
    site = own.site_id or NULL
    team.alone = f"{own.pk.hex}\t{NULL}\t{own.district_id}\t{site}\t0001"


def _join(team: Team, activity: Planned) -> None:
    first, last = activity.starts_on, activity.ends_on
    columns = activity_columns(activity)
    activities = team.of_the_day if first == last else team.running
    for month in range(first.month, last.month + 1):
        for district in (activity.district_id, ""):
            at = first.year, month, district
            activities.setdefault(at, []).append(columns)


def activity_columns(activity: Planned) -> str:
    """What a session takes over from its activity, ready for COPY."""
    site = activity.site.pk if activity.site else NULL
    return (
        f"{activity.organization.pk.hex}\t{activity.id.hex}\t{activity.district_id}"
        f"\t{site}\t{activity.service_field_id}"
    )


class Choice:
    """Which teams a person joins: near home, the big ones more often."""

    def __init__(self, teams: list[Team], chance: random.Random) -> None:
        self._chance = chance
        self._at_site = {
            team.founded.organization.site_id: place
            for place, team in enumerate(teams)
            if team.founded.organization.kind == "site"
        }
        self._near: dict[str, tuple[list[int], list[float]]] = {}
        for district in INSTITUTES:
            near = [
                place
                for place, team in enumerate(teams)
                if team.founded.citywide
                or team.founded.organization.district_id == district
            ]
            ends = list(accumulate(teams[place].founded.weight for place in near))
            self._near[district] = near, ends

    def of(self, district: str, site: int | None) -> tuple[int, ...]:
        """
        The places of one or two teams among all; a third of a site's neighbours serve
        with the site.
        """
        dice = self._chance.random
        near, ends = self._near[district]
        first = near[bisect(ends, dice() * ends[-1])]
        if dice() < SHARE_WITH_THEIR_SITE:
            first = self._at_site.get(site, first)
        if dice() < SHARE_IN_ONE_TEAM:
            return (first,)
        second = near[bisect(ends, dice() * ends[-1])]
        return (first,) if second == first else (first, second)


SHARE_WITH_THEIR_SITE = 1 / 3
SHARE_IN_ONE_TEAM = 0.65
