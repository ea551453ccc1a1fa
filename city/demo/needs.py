"""
What people asked for: the article's needs of its year, and what is under way today.

4,200 needs in 23 categories, 6,900 problems solved; of these it is long forgotten who
asked. On top comes what waits at this moment, in every state, some of it late.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from activities.models import Activity
from city.demo.answers import WAY_WITH_AN_ACTIVITY, Answer, Answers
from city.demo.asked import LEADS_TO, WAY, WORDS
from city.demo.identity import Phones
from city.demo.names import person_name
from city.demo.plan import CITY_TIME, Plan, id_at
from city.demo.teams import Team
from config import bare
from needs.deadlines import due
from needs.models import Act, Need, Order, Outcome, Rating, State, Step
from needs.models.need import LETTERS
from needs.reference import CATEGORIES
from volunteers.models import Organization, Site

A_YEAR, SOLVED = 4_200, 6_900
LEAST, LIVING, LEAST_LIVING = 60, 300, 54
OF_THE_FIRST = 18  # of those under way, so that its clerk and captain see something
FIRST_STATION = "320706-S001"  # Clerk Sun's
AT_ONCE = 500  # needs, with all that became of them: the whole year is 40,000 rows
FORGOTTEN_AFTER = timedelta(days=365)
SHARES = {
    State.CLOSED: 78, State.UNRATED: 14, State.TRANSFERRED: 3, State.CANCELLED: 3,
    State.REFUSED: 2,
}  # fmt: skip
UNDER_WAY = (
    State.SUBMITTED, State.ACCEPTED, State.DISPATCHED, State.CLAIMED, State.DELIVERED,
    State.OFFERED, State.IN_SERVICE, State.SCHEDULED, State.RATED,
)  # fmt: skip

BY_ORGANIZATION = (Act.CLAIM, Act.SCHEDULE, Act.START, Act.DELIVER)
BY_ITSELF = (Act.SUBMIT, Act.LAPSE, Act.RATE)
REASONS = {
    Act.REFUSE: "属于物业职责，请联系小区物业",
    Act.TRANSFER: "已转 12345 热线办理，三个工作日内答复您",
    Act.CANCEL: "点单人来电说已经解决",
}


class Asked(NamedTuple):
    """One need, and how many times what it asked for was solved."""

    state: State
    begins: datetime | None  # without, its last act was some hours ago
    solved: int = 1
    is_firsts: bool = False


@dataclass(slots=True)
class Rows:
    """Some needs, and all that became of them."""

    needs: list[Need] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)


def tell(plan: Plan, teams: list[Team], sites: list[Site]) -> None:
    """Let people have asked, and some of them wait."""
    telling = _Telling(plan, teams, sites)
    with bare.unguarded("needs_order", "order_begins_submitted"):
        for rows in telling.rows():
            _write(rows)
        with connection.cursor() as cursor:
            # What is still to be checked would keep the guard from coming back.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _write(rows: Rows) -> None:
    Need.objects.bulk_create(rows.needs)
    Order.objects.bulk_create(rows.orders)
    Step.objects.bulk_create(rows.steps)
    Outcome.objects.bulk_create(rows.outcomes)
    Rating.objects.bulk_create(rows.ratings)


class _Telling:
    def __init__(self, plan: Plan, teams: list[Team], sites: list[Site]) -> None:
        self.plan = plan
        self.chance = plan.chance("needs")
        self.first = teams[0]
        self.phones = Phones(plan.chance("phones of needs"))
        self.kept = {
            team.founded.organization.site_id: team
            for team in teams
            if team.founded.organization.kind == Organization.Kind.SITE
            and team.founded.organization.site_id is not None
        }
        self.sites = {one.pk: one for one in sites}
        (self.sun,) = (
            team
            for site, team in self.kept.items()
            if self.sites[site or 0].code == FIRST_STATION
        )
        self.by_district: dict[str, list[Team]] = {}
        for team in teams:
            district = team.founded.organization.district_id
            self.by_district.setdefault(district, []).append(team)
        self.now = timezone.now()
        self.answers = Answers(plan.year)
        self.fields = {code: field for _n, code, _zh, _en, field, _flags in CATEGORIES}
        coming = Activity.objects.filter(
            organization=self.first.founded.organization, ends_on__gt=plan.today
        )
        columns = ("pk", "service_field", "starts_on", "ends_on")
        one = coming.values_list(*columns).first()
        self.coming = Answer(*one) if one else None
        self._every = iter(CATEGORIES)
        self._rows = Rows()

    def rows(self) -> Iterator[Rows]:
        for one in self._each():
            self._tell(one)
            if len(self._rows.needs) == AT_ONCE:
                yield self._taken()
        yield self._taken()

    def _taken(self) -> Rows:
        rows, self._rows = self._rows, Rows()
        return rows

    def _each(self) -> Iterator[Asked]:
        past = max(LEAST, round(self.plan.scale * A_YEAR))
        ends = self.chance.choices(list(SHARES), list(SHARES.values()), k=past)
        ends[: len(SHARES)] = list(SHARES)  # each occurs, however small the city
        good = sum(end in (State.CLOSED, State.UNRATED) for end in ends)
        solved = [1] * good
        for _more in range(round(past * SOLVED / A_YEAR) - good):
            solved[self.chance.randrange(good)] += 1
        for end in ends:
            count = solved.pop() if end in (State.CLOSED, State.UNRATED) else 0
            yield Asked(end, self._some_day(), solved=count)
        if self.plan.running_year:
            for n in range(max(LEAST_LIVING, round(self.plan.scale * LIVING))):
                state = UNDER_WAY[n % len(UNDER_WAY)]
                if state != State.SCHEDULED or (n < OF_THE_FIRST and self.coming):
                    yield Asked(state, None, is_firsts=n < OF_THE_FIRST)

    def _some_day(self) -> datetime:
        day = date(self.plan.year, 1, 1) + timedelta(days=self.chance.randrange(340))
        clock = time(8 + self.chance.randrange(10), self.chance.randrange(60))
        return datetime.combine(day, clock, CITY_TIME)

    def _tell(self, asked: Asked) -> None:
        state, begins = asked.state, asked.begins
        acts = (WAY_WITH_AN_ACTIVITY if begins else WAY)[state]
        hours = [self.chance.choice((1, 2, 4, 8, 20, 26)) for _act in acts]
        if begins is None:
            begins = self.now - timedelta(hours=sum(hours))
        keeper, team = self._who(is_firsts=asked.is_firsts)
        site = self.sites[keeper.founded.organization.site_id or 0]
        need = self._need(begins, site)
        answer = self._answer(need, team) if asked.begins else self.coming
        order = Order(need=need, state=state, in_charge=site, moved_at=begins)
        at, old = begins, ""
        for act, later in zip(acts, hours, strict=True):
            at += timedelta(hours=later) if act != Act.SUBMIT else timedelta(0)
            if act == Act.SCHEDULE:
                if answer is None:
                    continue
                order.activity_id = answer.activity
                order.agreed_on = max(at.date(), answer.starts_on)
            self._step(order, act, old, at, keeper, team)
            old = LEADS_TO[act]
        order.moved_at, order.due_at = at, None
        if order.is_living:
            order.due_at = due(order, at=at)
        elif at + FORGOTTEN_AFTER < self.now:
            self._forget(need, at + FORGOTTEN_AFTER)
        if Act.DELIVER in acts:
            problem = WORDS[need.category_id][1]
            outcome = Outcome(
                order=order, round=1, problem=problem, solved=True, count=asked.solved
            )
            self._rows.outcomes.append(outcome)
        self._rows.orders.append(order)

    def _answer(self, need: Need, team: Team) -> Answer | None:
        return self.answers.find(
            team.founded.organization.pk,
            field=self.fields[need.category_id],
            on=need.submitted_at.date(),
        )

    def _who(self, *, is_firsts: bool) -> tuple[Team, Team]:
        """The team of the site that takes it in, and the one that may carry it out."""
        if is_firsts:
            return self.sun, self.first
        keeper = self.chance.choice(list(self.kept.values()))
        near = self.by_district[keeper.founded.organization.district_id]
        return keeper, self.chance.choice(near)

    def _need(self, at: datetime, site: Site) -> Need:
        chosen = self.chance.choice(CATEGORIES)
        # Each occurs, however small the city.
        number, code, *_rest = next(self._every, chosen)
        need = Need(
            id=self._id(at),
            reference=self._reference(at),
            category_id=code,
            kind="wish" if self.chance.random() < 0.1 else "need",
            text=WORDS[code][0],
            site=site,
            area=site.name.removesuffix("新时代文明实践站"),
            urgent=self.chance.random() < 0.08,
            channel=self.chance.choice(("online", "counter", "counter", "home_visit")),
            proxy=self.chance.choice(("", "", "", "older", "child")),
            submitted_at=at,
        )
        if at + 2 * FORGOTTEN_AFTER > self.now:
            need.contact_name = person_name(
                born=1940 + self.chance.randrange(55),
                male=self.chance.random() < 0.5,
                chance=self.chance,
            )
            need.contact_phone = self.phones.number()
            need.address = f"{need.area}{1 + number}号楼"
        self._rows.needs.append(need)
        return need

    def _forget(self, need: Need, at: datetime) -> None:
        need.contact_name_sealed = need.contact_phone_sealed = None
        need.contact_phone_hash = need.address_sealed = None
        need.contact_phone_last4 = need.text = need.area = ""
        need.forgotten_at = at

    def _step(
        self,
        order: Order,
        act: Act,
        old: str,
        at: datetime,
        keeper: Team,
        team: Team,
    ) -> None:
        clerk, captain = keeper.approvers[0], team.approvers[0]
        if act == Act.ACCEPT:
            order.accepted_by_id = clerk
        if act in (Act.DISPATCH, Act.OFFER):
            order.dispatched_by_id = clerk
        if act == Act.DISPATCH:
            order.organization = team.founded.organization
        if act == Act.TRANSFER:
            order.transferred_to = "12345"
        if act == Act.RATE:
            stars = self.chance.choice((5, 5, 5, 4, 4, 3))
            rating = Rating(order=order, round=1, stars=stars, way="link", at=at)
            self._rows.ratings.append(rating)
        by = captain if act in BY_ORGANIZATION else clerk
        step = Step(
            order=order,
            act=act,
            old=old,
            new=LEADS_TO[act],
            organization=order.organization,
            activity_id=order.activity_id,
            site=order.in_charge,
            words=REASONS.get(act, ""),
            by_id=None if act in BY_ITSELF else by,
            at=at,
        )
        self._rows.steps.append(step)

    def _id(self, at: datetime) -> UUID:
        return id_at(at.date(), self.chance)

    def _reference(self, at: datetime) -> str:
        letters = "".join(self.chance.choices(LETTERS, k=8))
        return f"{timezone.localdate(at):%Y%m%d}{letters}"
