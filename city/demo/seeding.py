"""
Build the demo city in an empty database: rows first, then what is built on them.

All in one transaction: an interrupted run leaves nothing behind, and begins again.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from activities.models import Activity
from city.demo import loading
from city.demo.accounts import open_accounts
from city.demo.activities import plan_activities
from city.demo.cast import NAMES, Cast
from city.demo.days import YearOfService
from city.demo.offices import appoint
from city.demo.organizations import found_organizations
from city.demo.people import Person, Population
from city.demo.places import make_sites, scale_residents
from city.demo.plan import CAST, LEAST_VOLUNTEERS, Plan
from city.demo.service import Service
from city.demo.teams import Choice, Team, form_teams
from city.demo.workload import first_year, running_year
from city.models import DemoCity
from config import bare
from hours import cube, statistics
from hours.models import Session
from volunteers.models import Account, NumberSeries, Organization, Site, Volunteer

# People who are loaded at a time, with their sessions.
BATCH = 2_000

# How much of the time each part takes, about: a full city on two cores.
LOADING, POSTING, BUILDING = 0.25, 0.20, 0.40

Progress = Callable[[str, float], None]


class NotEmpty(Exception):
    """The database holds data of its own, which the demo city must not touch."""


class TooSmall(Exception):
    """The city asked for has fewer people than its organizations have offices."""


def seed(plan: Plan, *, progress: Progress) -> DemoCity:
    """
    Build the city of the plan, telling ``progress`` what is done now, and the share
    of the whole work that is behind.

    :raises NotEmpty: unless the database is empty
    :raises TooSmall: if the scale makes fewer than a hundred volunteers
    """
    if plan.volunteers < LEAST_VOLUNTEERS:
        raise TooSmall
    _refuse_data()
    city = _build(plan, progress)
    progress("Days and statistics", LOADING + POSTING + BUILDING)
    _settle()
    return city


def _refuse_data() -> None:
    known: tuple[type[Model], ...] = (
        DemoCity, Account, Volunteer, Organization, Site, Session,
    )  # fmt: skip
    if any(model._default_manager.exists() for model in known):
        raise NotEmpty


@transaction.atomic
def _build(plan: Plan, progress: Progress) -> DemoCity:
    built = bare.lay_bare(loading.BARE)
    # Now that the tables are locked: somebody may have been faster.
    _refuse_data()
    loading.clear()
    loading.give_room()
    builder = Builder(plan)
    builder.lay_out()
    with bare.unguarded("hours_session", "session_begins_open_or_submitted"):
        for people in builder.batches():
            builder.settle(people)
            done = people[-1] / plan.volunteers
            progress("People and their sessions", done * LOADING)
    loading.analyze()
    progress("The ledger and its totals", LOADING)
    loading.post(builder.taken_back)
    share = LOADING + POSTING
    for one, effort in zip(built, bare.efforts(built), strict=True):
        progress(f"Building {one.name}", share)
        bare.build(one)
        share += effort * BUILDING
    builder.finish()
    return DemoCity.objects.create(
        scale=plan.scale,
        year=plan.year,
        seed=plan.seed,
        running_year=plan.running_year,
    )


def _settle() -> None:
    """What the background would do first: tell the planner, fold days, know medians."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    cube.fold()
    statistics.refresh(at=timezone.now())


class Builder:
    """The city while it is being built: places first, then people with their hours."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.sites = make_sites(plan.chance("sites"))
        self.founded = found_organizations(
            self.sites, year=plan.year, chance=plan.chance("organizations")
        )
        self.activities = list(
            plan_activities(
                self.founded,
                self.sites,
                years=plan.activity_years,
                chance=plan.chance("activities"),
            )
        )
        self.teams = form_teams(plan, self.founded, self.activities)
        self.offices = 1 + max(
            max(*team.approvers, team.recorder) for team in self.teams
        )
        self.population = Population(plan, self.sites)
        self.choice = Choice(self.teams, plan.chance("teams"))
        self.cast = Cast(plan, self.teams[0], self.activities)
        self.years = [
            YearOfService(year, last=plan.yesterday, today=plan.today)
            for year in plan.served_years
        ]
        # A deck for each year, so that each year's mean is exact.
        self.services = [Service(plan.chance(f"{year}")) for year in plan.served_years]
        article = first_year(
            plan,
            self.years[0],
            self.population,
            crafted_minutes=self.cast.counted_minutes,
        )
        self.counts = [article]
        if plan.running_year:
            self.counts.append(running_year(plan, self.years[1], article))

    def lay_out(self) -> None:
        """Residents, sites, organizations and activities."""
        scale_residents(self.plan.scale)
        Site.objects.bulk_create(self.sites)
        Organization.objects.bulk_create(one.organization for one in self.founded)
        Activity.objects.bulk_create(self.activities, batch_size=2000)

    def batches(self) -> Iterator[range]:
        """Ranges of ids; all who hold an office are in the first, for they decide."""
        start, end = 1, max(BATCH + 1, self.offices)
        last = self.plan.volunteers
        while start <= last:
            yield range(start, min(end, last + 1))
            start, end = end, end + BATCH

    def settle(self, ids: range) -> None:
        """Register these people, and let them serve."""
        people = [self._person(pk) for pk in ids]
        loading.load_people(people)
        loading.load_sessions(self._sessions(people))

    @property
    def taken_back(self) -> Iterator[str]:
        """The sessions that were reversed, with the moments of their approval."""
        return chain.from_iterable(service.taken_back for service in self.services)

    def _person(self, pk: int) -> tuple[Person, tuple[Team, ...]]:
        person = self.population.person(pk)
        teams = self.choice.of(person.district, person.site)
        if pk <= CAST:
            person.name = NAMES[pk]
            teams = (self.teams[0],)
        if pk < self.offices:
            person.has_account = True
        return person, teams

    def _sessions(self, people: list[tuple[Person, tuple[Team, ...]]]) -> Iterator[str]:
        if people[0][0].id == 1:
            yield from self.cast.lines()
        for person, teams in people:
            for service, year, counts in zip(
                self.services, self.years, self.counts, strict=True
            ):
                yield from service.sessions(person, teams, counts[person.id], year)

    def finish(self) -> None:
        """Offices, logins, threads; numbers and ids go on after the last given."""
        NumberSeries.objects.bulk_create(
            NumberSeries(area=area, month=month, last=last)
            for (area, month), last in sorted(self.population.series.items())
        )
        open_accounts(operator=self.plan.volunteers + 1)
        appoint(self.plan, self.teams, self.sites)
        self.cast.answer()
        loading.execute("continue_ids")
