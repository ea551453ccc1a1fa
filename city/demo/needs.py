"""
What people asked for: the article's needs of its year, and what is under way today.

4,200 needs in 23 categories, 6,900 problems solved; of these it is long forgotten who
asked. On top comes what waits at this moment, in every state, some of it late.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from activities.models import Activity
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
AT_ONCE = 2_000
FORGOTTEN_AFTER = timedelta(days=365)
SHARES = {
    State.CLOSED: 78, State.UNRATED: 14, State.TRANSFERRED: 3, State.CANCELLED: 3,
    State.REFUSED: 2,
}  # fmt: skip
UNDER_WAY = (
    State.SUBMITTED, State.ACCEPTED, State.DISPATCHED, State.CLAIMED, State.DELIVERED,
    State.OFFERED, State.IN_SERVICE, State.SCHEDULED, State.RATED,
)  # fmt: skip

# By category what is asked for, and what was solved.
ASKED = """
policy_talks|想请人讲讲今年的惠农政策|宣讲政策
elder_care|老人白天一个人在家，想有人陪着说说话|陪伴老人
disability_support|轮椅出门要过两级台阶，想搭个坡道|搭好坡道
child_care|放学后孩子没人看，想有人带着做作业|看护孩子
tutoring|周末托管班想要一位书法老师|上课
health_clinic|院里几十位老人想测测血压血糖|测血压血糖
counselling|初三的孩子考前睡不好，想找人聊聊|疏导
legal_aid|干了三个月的活，工钱一直没给|解答法律问题
mediation|楼上漏水，两家谈不拢|调解矛盾
repairs|楼道灯坏了两周，晚上看不见路|修好
daily_help|老人腿脚不便，想在家理个发|理发
relief|家里困难，想要一床厚被子过冬|送到物资
environment|小区后面堆了不少旧家具|清理
coast|沙滩上冲来好些泡沫和渔网|清理岸线
culture|村里的孩子想看一场木偶戏|演出
sports|想有人带着老年人练练八段锦|带练
science|学校想请人来讲讲星星|科普讲座
farm_tech|大棚草莓叶子发黄，求指导|现场指导
jobs|想学做电商，不知道从哪儿开始|就业指导
digital_help|教老人用手机挂号|教会使用手机
civility|想办一场简朴的集体婚礼|办好活动
traffic|小学门口放学时车多人多，想有人引导|路口引导
emergency|汛期想请人教教大家怎么避险|演练
other|想把家里的旧书捐出去|办好
"""
WORDS = {line.split("|")[0]: line.split("|")[1:] for line in ASKED.split()}
# The acts by which an order comes to stand somewhere, and hours between them.
WAY = {
    State.SUBMITTED: (Act.SUBMIT,),
    State.ACCEPTED: (Act.SUBMIT, Act.ACCEPT),
    State.REFUSED: (Act.SUBMIT, Act.REFUSE),
    State.TRANSFERRED: (Act.SUBMIT, Act.TRANSFER),
    State.CANCELLED: (Act.SUBMIT, Act.ACCEPT, Act.CANCEL),
    State.OFFERED: (Act.SUBMIT, Act.ACCEPT, Act.OFFER),
    State.DISPATCHED: (Act.SUBMIT, Act.ACCEPT, Act.DISPATCH),
}
WAY[State.CLAIMED] = (*WAY[State.DISPATCHED], Act.CLAIM)
WAY[State.SCHEDULED] = (*WAY[State.CLAIMED], Act.SCHEDULE)
WAY[State.IN_SERVICE] = (*WAY[State.CLAIMED], Act.START)
WAY[State.DELIVERED] = (*WAY[State.IN_SERVICE], Act.DELIVER)
WAY[State.UNRATED] = (*WAY[State.DELIVERED], Act.LAPSE)
WAY[State.RATED] = (*WAY[State.DELIVERED], Act.RATE)
WAY[State.CLOSED] = (*WAY[State.RATED], Act.CLOSE)
LEADS_TO = {
    Act.SUBMIT: State.SUBMITTED, Act.ACCEPT: State.ACCEPTED, Act.REFUSE: State.REFUSED,
    Act.TRANSFER: State.TRANSFERRED, Act.CANCEL: State.CANCELLED,
    Act.OFFER: State.OFFERED, Act.DISPATCH: State.DISPATCHED, Act.CLAIM: State.CLAIMED,
    Act.SCHEDULE: State.SCHEDULED, Act.START: State.IN_SERVICE,
    Act.DELIVER: State.DELIVERED, Act.LAPSE: State.UNRATED, Act.RATE: State.RATED,
    Act.CLOSE: State.CLOSED,
}  # fmt: skip
BY_ORGANIZATION = (Act.CLAIM, Act.SCHEDULE, Act.START, Act.DELIVER)
BY_ITSELF = (Act.SUBMIT, Act.LAPSE, Act.RATE)
REASONS = {
    Act.REFUSE: "属于物业职责，请联系小区物业",
    Act.TRANSFER: "已转 12345 热线办理，三个工作日内答复您",
    Act.CANCEL: "点单人来电说已经解决",
}


@dataclass(slots=True)
class Rows:
    """What is written at the end, each table at once."""

    needs: list[Need] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)


def tell(plan: Plan, teams: list[Team], sites: list[Site]) -> None:
    """Let people have asked, and some of them wait."""
    telling = _Telling(plan, teams, sites)
    rows = telling.rows()
    Need.objects.bulk_create(rows.needs, AT_ONCE)
    with bare.unguarded("needs_order", "order_begins_submitted"):
        Order.objects.bulk_create(rows.orders, AT_ONCE)
        with connection.cursor() as cursor:
            # What is still to be checked would keep the guard from coming back.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    Step.objects.bulk_create(rows.steps, AT_ONCE)
    Outcome.objects.bulk_create(rows.outcomes, AT_ONCE)
    Rating.objects.bulk_create(rows.ratings, AT_ONCE)


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
        self.coming = Activity.objects.filter(
            organization=self.first.founded.organization, ends_on__gt=plan.today
        ).first()
        self._rows = Rows()

    def rows(self) -> Rows:
        past = max(LEAST, round(self.plan.scale * A_YEAR))
        ends = self.chance.choices(list(SHARES), list(SHARES.values()), k=past)
        ends[: len(SHARES)] = list(SHARES)  # each occurs, however small the city
        good = sum(end in (State.CLOSED, State.UNRATED) for end in ends)
        solved = [1] * good
        for _more in range(round(past * SOLVED / A_YEAR) - good):
            solved[self.chance.randrange(good)] += 1
        for end in ends:
            count = solved.pop() if end in (State.CLOSED, State.UNRATED) else 0
            self._tell(end, self._some_day(), count=count)
        if self.plan.running_year:
            for n in range(max(LEAST_LIVING, round(self.plan.scale * LIVING))):
                state = UNDER_WAY[n % len(UNDER_WAY)]
                if state != State.SCHEDULED or (n < OF_THE_FIRST and self.coming):
                    self._tell(state, None, is_firsts=n < OF_THE_FIRST, count=1)
        return self._rows

    def _some_day(self) -> datetime:
        day = date(self.plan.year, 1, 1) + timedelta(days=self.chance.randrange(340))
        clock = time(8 + self.chance.randrange(10), self.chance.randrange(60))
        return datetime.combine(day, clock, CITY_TIME)

    def _tell(
        self,
        state: State,
        begins: datetime | None,
        *,
        count: int,
        is_firsts: bool = False,
    ) -> None:
        """One need; without a beginning its last act was some hours ago."""
        acts = WAY[state]
        hours = [self.chance.choice((1, 2, 4, 8, 20, 26)) for _act in acts]
        if begins is None:
            begins = self.now - timedelta(hours=sum(hours))
        keeper, team = self._who(is_firsts=is_firsts)
        site = self.sites[keeper.founded.organization.site_id or 0]
        need = self._need(begins, site)
        order = Order(need=need, state=state, in_charge=site, moved_at=begins)
        at, old = begins, ""
        for act, later in zip(acts, hours, strict=True):
            at += timedelta(hours=later) if act != Act.SUBMIT else timedelta(0)
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
                order=order, round=1, problem=problem, solved=True, count=count
            )
            self._rows.outcomes.append(outcome)
        self._rows.orders.append(order)

    def _who(self, *, is_firsts: bool) -> tuple[Team, Team]:
        """The team of the site that takes it in, and the one that may carry it out."""
        if is_firsts:
            return self.sun, self.first
        keeper = self.chance.choice(list(self.kept.values()))
        near = self.by_district[keeper.founded.organization.district_id]
        return keeper, self.chance.choice(near)

    def _need(self, at: datetime, site: Site) -> Need:
        number, code, *_rest = self.chance.choice(CATEGORIES)
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
        if act == Act.SCHEDULE and self.coming:
            order.activity, order.agreed_on = self.coming, self.coming.starts_on
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
