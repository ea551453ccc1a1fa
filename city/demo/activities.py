"""
What organizations do in a year, by theme, as it is done in the city.

A line is title, English title, code of the service field, first and last month, and
the district, where it is not the organization's. ``{0}`` is where: a subdistrict or
town. An organization of the whole city does such things in each district.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from uuid import UUID

from activities.models import Activity
from city.demo.organizations import Founded
from city.demo.places import DISTRICT_NAMES, INSTITUTES
from city.demo.plan import id_at
from volunteers.models import Organization, Site

THEMES = {
    "first": """
花果山景区文明引导|Huaguo Hill guide|0016|1|12
连岛海岸净滩行动|Liandao beach clean-up|0006|1|12|320703
图书馆借阅引导|Library lending guide|0008|1|12
社区义诊秩序维护|Order at the community clinic|0004|1|12
火车站出行引导|Guide at the railway station|0011|1|12
港城马拉松赛事服务|Harbor City marathon service|0018|9|12
重阳节敬老院陪伴|Company at the home for older people|0017|9|11
{0}便民服务日|Neighbourhood help day, {0}|0001|1|12
蔷薇河岸清洁|Qiangwei River bank clean-up|0006|3|10
暑期儿童阅读陪伴|Summer reading with children|0003|6|8
新春社区送福字|New Year couplets for the community|0008|1|2
""",
    "civility": """
文明交通路口劝导|Courtesy at street crossings|0011|1|12
{0}移风易俗宣讲|Talks on frugal weddings, {0}|0010|1|12
文明用餐光盘行动|Clean plate campaign|0010|3|11
旅游旺季文明引导|Visitor guidance in the season|0016|4|10
理论政策宣讲进社区|Policy talks in the community|0010|1|12
重大赛会志愿服务|Service at large events|0018|9|11
""",
    "rescue": """
{0}应急救护知识普及|First aid lessons, {0}|0013|1|12
{0}防汛巡查|Flood watch, {0}|0013|6|9
大型活动医疗保障|First aid at large events|0018|3|11
山地搜救演练服务|Hill rescue exercise|0013|3|11
溺水防范巡河|River patrol against drowning|0009|6|9
""",
    "culture": """
图书整理与借阅引导|Shelving and lending guide|0008|1|12
{0}亲子读书会|Parents and children reading, {0}|0008|1|12
非遗手作课堂|Heritage craft class|0008|3|12
{0}戏曲下乡服务|Opera for the village, {0}|0008|3|11
场馆讲解服务|Guided tours|0016|1|12
春节写春联送祝福|Couplets for Spring Festival|0008|1|2
""",
    "health": """
社区义诊|Community clinic|0004|1|12
门诊导医服务|Guide in the outpatient hall|0004|1|12
冬季健康知识讲座|Winter health talks|0004|10|12
{0}血压血糖检测|Blood pressure and sugar tests, {0}|0004|1|12
考前心理疏导|Calm before the exams|0004|4|6
""",
    "environment": """
海岸净滩|Beach clean-up|0006|1|12
{0}河岸清洁|River bank clean-up, {0}|0006|1|12
垃圾分类指导|Waste sorting guide|0006|1|12
植树护绿|Tree planting and care|0006|3|4
候鸟栖息地巡护|Watch over migratory birds|0006|9|12
""",
    "school": """
周末课业辅导|Weekend tutoring|0003|1|12
{0}留守儿童周末陪读|Weekend company for children left behind, {0}|0017|1|12
{0}乡村支教|Teaching in the village, {0}|0003|3|12
暑期托管班|Summer day care|0003|7|8
科学实验进课堂|Experiments in the classroom|0007|3|12
""",
    "law": """
{0}法律咨询|Legal advice, {0}|0005|1|12
邻里矛盾调解|Mediation between neighbours|0009|1|12
劳动维权咨询|Advice on labour rights|0005|1|12
宪法宣传周服务|Constitution week|0005|11|12
""",
    "elders": """
空巢老人探访|Visits to older people living alone|0017|1|12
为老人理发|Haircuts for older people|0001|1|12
陪同就医|Company to the doctor|0017|1|12
残疾人居家帮扶|Help at home for disabled people|0017|1|12
{0}敬老院陪伴|Company at the care home, {0}|0017|1|12
困境儿童微心愿|Small wishes of children|0002|5|9
""",
    "safety": """
社区平安巡逻|Community patrol|0009|1|12
{0}反诈宣传进万家|Against fraud, door to door, {0}|0009|1|12
消防隐患排查|Fire safety rounds|0012|1|12
禁毒宣传|Drug prevention talks|0014|3|11
{0}上学路护学岗|Safe way to school, {0}|0011|2|12
""",
    "science": """
农技下田服务|Farm advice in the field|0007|2|11
{0}大棚草莓技术指导|Strawberry greenhouse advice, {0}|0007|1|12
科普进校园|Science at school|0007|3|12
教老人用手机|Smartphone lessons for older people|0007|1|12
""",
    "traffic": """
车站出行引导|Guide at the station|0011|1|12
春运暖冬行动|Spring Festival travel help|0011|1|2
{0}公交站台文明排队|Queueing at the bus stop, {0}|0011|1|12
高考爱心送考|Rides to the college exam|0011|6|6
""",
    "tax": """
{0}办税引导服务|Guide at the tax hall, {0}|0020|1|12
个税汇算辅导|Help with the income tax return|0020|3|6
税法宣传进企业|Tax talks for companies|0020|4|11
""",
    "visitors": """
景区文明引导|Guide at the scenic area|0016|1|12
登山步道巡护|Watch over the hill path|0016|3|11
节假日游客服务|Holiday visitor service|0016|1|12
""",
    "sports": """
马拉松赛事服务|Marathon service|0018|9|12
{0}健步走服务|Community walks, {0}|0015|1|12
青少年篮球助教|Youth basketball help|0015|3|12
""",
    "community": """
便民服务日|Neighbourhood help day|0001|1|12
小家电维修|Small appliance repair|0001|1|12
环境卫生整治|Neighbourhood clean-up|0006|1|12
独居老人送餐|Meals for older people living alone|0017|1|12
四点半课堂|After-school class|0003|3|12
智能手机课堂|Smartphone class|0007|1|12
""",
}
# Days on which everybody serves: title, English title, field, month, day; ``{0}`` is
# the district.
DAYS = (
    "{0}学雷锋志愿服务日|Learn from Lei Feng Day, {0}|0001|3|5",
    "{0}国际志愿者日集中服务|International Volunteer Day, {0}|0001|12|5",
)
SHARE_AT_A_SITE = 0.6
ACTIVITIES_OF_A_SITE = 3


@dataclass(frozen=True, slots=True)
class Places:
    """Where a district's activities may be: its institutes, and all below."""

    institutes: list[Site]
    sites: list[Site]


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity that is not a row yet: there are thousands, and rows are big."""

    id: UUID
    title: str
    title_en: str
    organization: Organization
    site: Site | None
    district_id: str
    service_field_id: str
    starts_on: date
    ends_on: date

    def row(self) -> Activity:
        """The activity, published."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return Activity(**values, state=Activity.State.PUBLISHED)


def plan_activities(
    founded: list[Founded],
    sites: list[Site],
    *,
    years: list[int],
    chance: random.Random,
) -> Iterator[Planned]:
    """Every organization's activities of these years."""
    places = places_by_district(sites)
    for one in founded:
        titles = THEMES[one.theme].strip().splitlines()
        if one.organization.kind == "site":
            titles = chance.sample(titles, ACTIVITIES_OF_A_SITE)
        for year in years:
            for line in titles:
                for district in _districts(one, line):
                    yield _activity(one, line, year, district, places, chance)
            for line in DAYS:
                for district in _districts(one, line):
                    yield _on_a_day(one, line, year, district, places, chance)


def places_by_district(sites: list[Site]) -> dict[str, Places]:
    return {
        district: Places(
            [site for site in own if site.kind == Site.Kind.INSTITUTE],
            [site for site in own if site.kind != Site.Kind.CENTER],
        )
        for district in INSTITUTES
        if (own := [site for site in sites if site.district_id == district])
    }


def _districts(one: Founded, line: str) -> list[str]:
    """Where an organization does the thing of this line."""
    if one.citywide and "{0}" in line:
        return list(INSTITUTES)
    _, _, _, _, _, *elsewhere = line.split("|")
    return elsewhere or [one.organization.district_id]


def _activity(
    one: Founded,
    line: str,
    year: int,
    district: str,
    places: dict[str, Places],
    chance: random.Random,
) -> Planned:
    title, title_en, field, first, last, *_ = line.split("|")
    named = "{0}" in title
    institute = chance.choice(places[district].institutes)
    site = institute if named else one.organization.site
    if site is None and chance.random() < SHARE_AT_A_SITE:
        site = chance.choice(places[district].sites)
    starts_on = date(year, int(first), 1)
    return Planned(
        id=id_at(starts_on - timedelta(days=10), chance),
        title=title.format(institute.name.removesuffix("新时代文明实践所")),
        title_en=title_en.format(institute.name_en.split()[0]),
        organization=one.organization,
        site=site,
        district_id=district,
        service_field_id=field,
        starts_on=starts_on,
        ends_on=_last_day(year, int(last)),
    )


def _on_a_day(
    one: Founded,
    line: str,
    year: int,
    district: str,
    places: dict[str, Places],
    chance: random.Random,
) -> Planned:
    title, title_en, field, month, day = line.split("|")
    on = date(year, int(month), int(day))
    name, name_en = DISTRICT_NAMES[district]
    return Planned(
        id=id_at(on - timedelta(days=14), chance),
        title=title.format(name),
        title_en=title_en.format(name_en),
        organization=one.organization,
        site=one.organization.site or chance.choice(places[district].sites),
        district_id=district,
        service_field_id=field,
        starts_on=on,
        ends_on=on,
    )


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
