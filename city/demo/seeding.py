"""
Build the demo city in an empty database: rows first, then what is built on them.

Until it is all there the tables stand apart, where nobody else finds them: an
interrupted run is cleared away, by itself or by the next, and begins again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from django.db import connection, transaction
from django.db.models import Model

from activities.models import Activity
from city.demo import (
    belonging,
    family,
    loading,
    needs,
    standing,
    stars,
    twice,
    upcoming,
)
from city.demo.accounts import open_accounts
from city.demo.activities import plan_activities
from city.demo.busy_week import BusyWeek
from city.demo.cast import Cast
from city.demo.days import YearOfService
from city.demo.finishing import LANES, LOADING, Lanes, Progress, of_rows_loaded
from city.demo.frauds import Frauds
from city.demo.offices import appoint
from city.demo.organizations import found_organizations
from city.demo.people import Population, Serving
from city.demo.places import make_sites, scale_residents
from city.demo.plan import LEAST_VOLUNTEERS, Plan
from city.demo.registering import Batch, everybody
from city.demo.service import Service
from city.demo.stations import plan_at_sites
from city.demo.teams import form_teams
from city.demo.workload import first_year, running_year
from city.models import DemoCity
from config import apart, bare
from config.database.owner import as_owner
from hours.models import Session
from volunteers.models import Account, Organization, Site, Volunteer

AT_ONCE = 500  # activities


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
    with _one_at_a_time():
        apart.clear_away()
        _refuse_data()
        with _all_or_nothing():
            return _build(plan, progress)


def clear_unfinished() -> None:
    """Clear away what a run left that was killed; a run under way is waited for."""
    with _one_at_a_time():
        apart.clear_away()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Who comes second waits, and finds a city."""
    # The owner of the tables, which are moved, laid bare and built again.
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('seed_city'))")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('seed_city'))")


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    try:
        yield
    except BaseException:
        apart.clear_away()
        raise


def _refuse_data() -> None:
    known: tuple[type[Model], ...] = (
        DemoCity, Account, Volunteer, Organization, Site, Session,
    )  # fmt: skip
    if any(model._default_manager.exists() for model in known):
        raise NotEmpty


def _build(plan: Plan, progress: Progress) -> DemoCity:
    builder = Builder(plan)
    guards = _load(builder, progress)
    Lanes(guards, builder.taken_back, progress).run()
    progress("The demo accounts", LOADING + LANES)
    city = _open(builder)
    if not connection.in_atomic_block:
        loading.analyze()
    return city


@transaction.atomic
def _load(builder: "Builder", progress: Progress) -> list[bare.Built]:
    """Load the rows, apart and with their keys only; what guards are still to build."""
    apart.set_apart(apart.empty_tables())
    # Now that the tables are locked: somebody may have been faster.
    _refuse_data()
    taken = bare.lay_bare([*loading.LOADED, *loading.POSTED])
    apart.note(taken)
    loading.clear(loading.LOADED)
    builder.lay_out()
    with bare.unguarded("hours_session", "session_begins_open_or_submitted"):
        for batch in everybody(builder.plan):
            builder.settle(batch)
            done = batch.people[-1].id / builder.plan.volunteers
            progress("People and their sessions", done * LOADING)
        builder.plant()
    keys = [one for one in taken if one.kind == "key" and of_rows_loaded(one)]
    for one in keys:
        progress(f"Building {one.name}", LOADING)
        bare.build(one)
    loading.analyze(loading.LOADED)
    return [one for one in taken if one not in keys]


@transaction.atomic
def _open(builder: "Builder") -> DemoCity:
    """The last rows; then the city is there for everybody."""
    builder.finish()
    plan = builder.plan
    city = DemoCity.objects.create(
        scale=plan.scale,
        year=plan.year,
        seed=plan.seed,
        running_year=plan.running_year,
    )
    apart.put_back()
    family.register(plan)
    twice.register(plan)
    stars.award(plan)
    return city


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
        self.activities += plan_at_sites(
            plan, self.founded, self.sites, planned=self.activities
        )
        self.teams = form_teams(plan, self.founded, self.activities)
        self.cast = Cast(plan, self.teams[0], self.activities)
        self.years = [
            YearOfService(year, last=plan.yesterday, today=plan.today)
            for year in plan.served_years
        ]
        # A deck for each year, so that each year's mean is exact.
        self.services = [Service(plan.chance(f"{year}")) for year in plan.served_years]
        self.busy_week = BusyWeek(plan, self.cast)
        self.frauds = Frauds(plan, self.teams, self.years)
        self.population = Population(plan, self.sites)
        article = first_year(
            plan,
            self.years[0],
            self.population,
            crafted_minutes=self.cast.counted_minutes + self.frauds.counted_minutes,
        )
        self.counts = [article]
        if plan.running_year:
            self.counts.append(running_year(plan, self.years[1], article))

    def lay_out(self) -> None:
        """Sites, organizations and activities."""
        Site.objects.bulk_create(self.sites)
        Organization.objects.bulk_create(one.organization for one in self.founded)
        for n in range(0, len(self.activities), AT_ONCE):
            some = self.activities[n : n + AT_ONCE]
            Activity.objects.bulk_create(one.row() for one in some)
        self.frauds.lay_out()

    def settle(self, batch: Batch) -> None:
        """Register these people, and let them serve."""
        loading.load_people(batch)
        loading.load_sessions(self._sessions(batch.people))

    def plant(self) -> None:
        """Let the detectors have something to find."""
        counts = self.counts[self.years.index(self.frauds.year)]
        loading.load_sessions(self.frauds.lines(counts, self.population))

    @property
    def taken_back(self) -> Iterator[str]:
        """The sessions that were reversed, with the moments of their approval."""
        return chain.from_iterable(service.taken_back for service in self.services)

    def _sessions(self, people: list[Serving]) -> Iterator[str]:
        if people[0].id == 1:
            yield from self.cast.lines()
        if not self.busy_week.is_over:
            yield from self.busy_week.lines(people, self.counts[-1])
        for person in people:
            teams = [self.teams[place] for place in person.teams]
            for service, year, counts in zip(
                self.services, self.years, self.counts, strict=True
            ):
                yield from service.sessions(person, teams, counts[person.id], year)

    def finish(self) -> None:
        """Offices, logins, threads; numbers and ids go on after the last given."""
        scale_residents(self.plan.scale)
        open_accounts(operator=self.plan.volunteers + 1)
        appoint(self.plan, self.teams, self.sites)
        standing.tell(self.plan, self.founded)
        belonging.tell(self.plan, self.founded)
        upcoming.tell(self.plan, self.teams, self.sites)
        needs.tell(self.plan, self.teams, self.sites)
        self.frauds.finish()
        self.cast.answer()
        loading.execute("continue_ids")
