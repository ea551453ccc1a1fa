"""
What the city does in the next four weeks: activities to find, and who has signed up.

At the article's pace, 22,400 activities a year; of those that are over only the hours
are there, so that a city is built as fast as ever.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from activities.models import Activity, Audience, Post, Seat, Shift, SignUp, State
from city.demo.activities import THEMES, Places, places_by_district
from city.demo.cast import LIN, MEI
from city.demo.plan import CAST, CITY_TIME, Plan, id_at
from city.demo.teams import Team
from volunteers.ages import OF_AGE, born_by
from volunteers.models import InsurancePolicy, Site, Volunteer

A_YEAR = 22_400
DAYS = 28
BEFORE, A_YEAR_LESS_A_DAY = timedelta(days=60), timedelta(days=364)  # of policies
LEAST = 60
OF_THE_FIRST = 6  # so that the first organization's people see something
AT_ONCE = 2_000

# From when to when, in hours of the day; weekends have more of the mornings.
TIMES = ((9, 11), (9, 12), (13, 16), (14, 16), (14, 17), (8, 11), (18, 20))
SEATS = (4, 6, 8, 8, 10, 12, 15, 20, 30)
SHARE_WITH_POSTS, SHARE_FOR_MEMBERS, SHARE_ACCESSIBLE = 0.3, 0.12, 0.35
SHARE_FULL, SHARE_PUBLIC_PHONE = 0.15, 0.4
MOST_WAITING = 3
POSTS = (
    ("服务台", "接待、登记、答疑，大多坐着", 0, ""),
    ("现场引导", "指路、维持秩序，站立时间长", 16, "能讲普通话和本地话"),
    ("物资保障", "搬运和分发物资", 18, "搬得动二十公斤"),
)
NAMES = ("王老师", "李站长", "张队长", "陈姐", "刘干事", "周老师", "吴队长", "孙姐")
# What can be dangerous, by field of service; who is outdoors on a road is insured.
RISKS = {
    "0006": "户外活动，地面湿滑，请穿防滑鞋；不要独自靠近水边",
    "0011": "路口车多，请站在护栏内，穿反光背心，听从带队人安排",
    "0012": "查看现场时注意脚下和用电，不进入危险区域",
    "0013": "演练场地不平，请量力而行，听从带队人安排",
    "0016": "站立时间长，台阶多，雨天路滑；膝盖不好的请选服务台",
    "0018": "人多，请看好随身物品，走失时到服务台集合",
}
NO_RISK = "没有特别的危险；天气不好时路上请注意安全"
HAZARDS = ("0011", "0012", "0013")
FURTHER = {"0006": ["0010"], "0011": ["0009", "0010"], "0017": ["0001"]}


@dataclass(frozen=True, slots=True)
class Coming:
    """An activity with its posts and shifts, not yet written."""

    activity: Activity
    posts: list[Post]
    shifts: list[Shift]


def tell(plan: Plan, teams: list[Team], sites: list[Site]) -> None:
    """Publish the next weeks' activities, and let people sign up for them."""
    if not plan.running_year:
        return
    chance = plan.chance("upcoming")
    coming = list(_plan(plan, teams, places_by_district(sites), chance))
    _insure(plan, coming, chance)
    Activity.objects.bulk_create([one.activity for one in coming], AT_ONCE)
    Post.objects.bulk_create([post for one in coming for post in one.posts], AT_ONCE)
    shifts = [shift for one in coming for shift in one.shifts]
    Shift.objects.bulk_create(shifts, AT_ONCE)
    SignUp.objects.bulk_create(_sign_ups(plan, shifts, chance), AT_ONCE)


def _plan(
    plan: Plan, teams: list[Team], places: dict[str, Places], chance: random.Random
) -> Iterator[Coming]:
    for n in range(max(LEAST, round(plan.scale * A_YEAR * DAYS / 365))):
        team = teams[0] if n < OF_THE_FIRST else chance.choice(teams)
        yield _coming(plan, team, places, chance, n)


def _coming(
    plan: Plan, team: Team, places: dict[str, Places], chance: random.Random, n: int
) -> Coming:
    first = plan.today + timedelta(days=1 + chance.randrange(DAYS - 7))
    days = [
        first + timedelta(days=7 * week) for week in range(chance.choice((1, 1, 2)))
    ]
    activity = _activity(plan, team, places, chance, first, days[-1], n)
    named = POSTS[: chance.choice((2, 3))] if chance.random() < SHARE_WITH_POSTS else ()
    posts = [
        Post(
            id=id_at(first, chance),
            activity=activity,
            name=name,
            description=description,
            min_age=min_age,
            skill=skill,
        )
        for name, description, min_age, skill in named or (("", "", 0, ""),)
    ]
    begins, ends = chance.choice(TIMES)
    shifts = [
        Shift(
            id=id_at(day, chance),
            activity=activity,
            post=post,
            starts_at=datetime.combine(day, time(begins), CITY_TIME),
            ends_at=datetime.combine(day, time(ends), CITY_TIME),
            seats=chance.choice(SEATS),
        )
        for day in days
        for post in posts
    ]
    return Coming(activity, posts, shifts)


def _activity(
    plan: Plan,
    team: Team,
    places: dict[str, Places],
    chance: random.Random,
    first: date,
    last: date,
    n: int,
) -> Activity:
    founded, organization = team.founded, team.founded.organization
    lines = THEMES[founded.theme].strip().splitlines()
    line = lines[n % len(lines)] if team.is_first else chance.choice(lines)
    title, title_en, field, _first, _last, *elsewhere = line.split("|")
    district = elsewhere[0] if elsewhere else organization.district_id
    institute = chance.choice(places[district].institutes)
    near = organization.site or chance.choice(places[district].sites)
    site = institute if "{0}" in title else near
    where = institute.name.removesuffix("新时代文明实践所")
    published = plan.today - timedelta(days=1 + chance.randrange(10))
    at = datetime.combine(published, time(9 + chance.randrange(9)), CITY_TIME)
    hazard = field in HAZARDS
    title = title.format(where)
    return Activity(
        id=id_at(published, chance),
        title=title,
        title_en=title_en.format(institute.name_en.split()[0]),
        organization=organization,
        site=site,
        district_id=district,
        service_field_id=field,
        further_fields=FURTHER.get(field, []),
        give_up_hours=24 if hazard else 0,
        starts_on=first,
        ends_on=last,
        summary=f"和邻居们一起做“{title}”。现场有人带，第一次来也可以，服装和饮水由我们准备。",
        place=f"{site.name}门口集合",
        risks=RISKS.get(field, NO_RISK),
        recipients=["03"] if field == "0017" else ["11"],
        guarantees=["insurance", "water", "clothes"] if hazard else ["water"],
        accessible=chance.random() < SHARE_ACCESSIBLE,
        contact_name=chance.choice(NAMES),
        contact_phone=f"0518-85{chance.randrange(10**6):06d}",
        contact_phone_is_public=chance.random() < SHARE_PUBLIC_PHONE,
        audience=Audience.MEMBERS
        if chance.random() < SHARE_FOR_MEMBERS
        else Audience.PUBLIC,
        hazard=hazard,
        state=State.PUBLISHED,
        declared_by_id=team.approvers[0],
        declared_at=at,
        published_at=at,
    )


def _insure(plan: Plan, coming: list[Coming], chance: random.Random) -> None:
    """One policy for each organization that does something dangerous."""
    dangerous = [one.activity for one in coming if one.activity.hazard]
    stated_at = datetime.combine(plan.today - BEFORE, time(9), CITY_TIME)
    policies = {
        one.organization_id: InsurancePolicy(
            organization=one.organization,
            insurer="中国人寿财险连云港中心支公司",
            number=f"PA{chance.randrange(10**10):010d}",
            covers_from=plan.today - BEFORE,
            covers_until=plan.today - BEFORE + A_YEAR_LESS_A_DAY,
            people=chance.choice((50, 100, 200)),
            hazard=True,
            stated_by_id=one.declared_by_id,
            stated_at=stated_at,
        )
        for one in dangerous
    }
    InsurancePolicy.objects.bulk_create(policies.values())
    for one in dangerous:
        one.policy = policies[one.organization_id]


def _sign_ups(
    plan: Plan, shifts: list[Shift], chance: random.Random
) -> Iterator[SignUp]:
    """
    Each person signs up once, so nobody is expected in two places.

    What is for members is left to them; Lin and Mei come to the first organization's.
    """
    people = _people(plan, chance)
    at = datetime.combine(plan.yesterday, time(20), CITY_TIME)
    open_to_all = [one for one in shifts if one.activity.audience == Audience.PUBLIC]
    for place, shift in enumerate(open_to_all):
        is_full = chance.random() < SHARE_FULL
        wanted = shift.seats + chance.randrange(1, MOST_WAITING + 1)
        if not is_full:
            wanted = chance.randrange(shift.seats)
        regulars = [(LIN, MEI)[place]] if place < len((LIN, MEI)) else []
        for turn in range(1, wanted + 1):
            person = regulars.pop() if regulars else next(people, None)
            if person is None:
                return
            yield SignUp(
                id=id_at(plan.yesterday, chance),
                shift=shift,
                volunteer_id=person,
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
                state=Seat.SEATED if turn <= shift.seats else Seat.WAITING,
                turn=turn,
                joined_at=at,
                by_id=person,  # whoever has an account has it by the same number
            )


def _people(plan: Plan, chance: random.Random) -> Iterator[int]:
    """Grown-ups who sign in, in no order, none of the cast."""
    adults = Volunteer.objects.filter(
        pk__gt=CAST,
        account__isnull=False,
        birth_date__lte=born_by(plan.today, age=OF_AGE),
    )
    known = adults.filter(pk__lte=CAST + 60_000).order_by("pk")
    some = list(known.values_list("pk", flat=True))
    chance.shuffle(some)
    return iter(some)
