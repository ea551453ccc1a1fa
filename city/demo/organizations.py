"""
Who organizes: 118 volunteer organizations, and the sites that organize themselves.

Each line of the lists is name, English name, kind, theme: what it does (see
``activities``). A kind with ``+`` is the one above the others of its place. Those of
the city have their office in Haizhou, unless the line ends with another district.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from stdnum.cn import uscc

from city.demo.places import DISTRICT_NAMES, FIRST_DISTRICT
from city.demo.plan import CITY_TIME, id_at
from volunteers.models import Organization, Site

# The first organization is the one zhao, hu and qian act for.
OF_THE_CITY = """
港城青年志愿者协会|Harbor City Youth Volunteers|registered|first
连云港市志愿者联合会|Lianyungang Volunteer Federation|registered+|civility
市应急救护志愿服务队|City First Aid Volunteers|registered|rescue
市图书馆志愿队|City Library Volunteers|legal_person|culture
市博物馆讲解志愿团|City Museum Guides|legal_person|culture
市第一人民医院志愿服务队|First People's Hospital Volunteers|legal_person|health
市中医院岐黄志愿服务队|Hospital of Chinese Medicine Volunteers|legal_person|health
连岛净滩队|Liandao Beach Clean-up Team|group|environment|320703
江苏海洋大学支教团|Jiangsu Ocean University Teaching Team|group|school
连云港师专青协|Lianyungang Teachers College Youth Volunteers|group|school
市法律援助志愿服务队|City Legal Aid Volunteers|legal_person|law
市心理咨询师协会|City Association of Counsellors|registered|health
暖心陪诊队|Warm Hearts Hospital Companions|group|elders
市红十字志愿服务队|City Red Cross Volunteers|registered|rescue
蓝天救援连云港队|Blue Sky Rescue Lianyungang|registered|rescue
市义工协会|City Volunteer Workers Association|registered|elders
市环保志愿者协会|City Environmental Volunteers|registered|environment
市作家志愿团|City Writers Volunteers|group|culture
市退役军人志愿服务队|City Veterans Volunteers|registered|safety
港口集团志愿服务队|Port Group Volunteers|legal_person|civility|320703
核电科普志愿队|Nuclear Power Science Volunteers|legal_person|science|320703
铁路连云港站志愿服务队|Lianyungang Railway Station Volunteers|group|traffic
市公交志愿服务队|City Bus Volunteers|group|traffic
市税务蓝志愿服务队|City Tax Help Volunteers|legal_person|tax
市消防志愿服务队|City Fire Volunteers|group|safety
花果山景区志愿服务队|Huaguo Hill Scenic Area Volunteers|legal_person|visitors
徐圩新区义工站|Xuwei New Area Volunteers|group|community|320703
市马拉松志愿者联盟|City Marathon Volunteers|registered|sports
市残疾人之友志愿团|Friends of Disabled People|registered|elders
市家电维修志愿队|City Repair Volunteers|group|community
海洋保护志愿者联盟|Marine Protection Volunteers|registered|environment|320703
市禁毒志愿者协会|City Drug Prevention Volunteers|registered|safety
市科协科普志愿团|City Popular Science Volunteers|registered|science
银行业反诈志愿队|Bankers against Fraud|group|safety
""".strip().splitlines()

# {0} is the district, as in 海州区 and Haizhou District.
OF_A_DISTRICT = """
{0}志愿者协会|{0} Volunteers Association|registered+|community
{0}青年志愿者协会|{0} Youth Volunteers|registered|civility
{0}巾帼志愿联盟|{0} Women Volunteers Alliance|group|elders
{0}银发志愿社|{0} Silver-Haired Volunteers|group|safety
{0}图书馆志愿队|{0} Library Volunteers|legal_person|culture
{0}文化馆志愿团|{0} Cultural Center Volunteers|legal_person|culture
{0}人民医院志愿服务队|{0} People's Hospital Volunteers|legal_person|health
{0}志愿工匠队|{0} Craftspeople Volunteers|group|community
{0}助农服务队|{0} Farm Help Volunteers|group|science
{0}党员先锋志愿队|{0} Pioneer Volunteers|group|civility
{0}教师志愿团|{0} Teachers Volunteers|registered|school
{0}平安志愿者协会|{0} Safety Volunteers|registered|safety
{0}环保志愿队|{0} Environment Volunteers|group|environment
{0}阳光助残志愿队|{0} Sunshine Disability Support|registered|elders
""".strip().splitlines()

NINE = time(9)

# What stands behind a group that is not registered itself.
SPONSORS = {
    "community": "社会工作部",
    "civility": "团委",
    "elders": "妇女联合会",
    "safety": "公安局",
    "science": "农业农村局",
    "environment": "生态环境局",
    "traffic": "交通运输局",
    "culture": "文化广电和旅游局",
    "school": "教育局",
}
# How a credit code begins: social group, public institution (GB 32100).
CODE_PREFIX = {"registered": "51", "legal_person": "12"}

# One station in so many organizes for itself; the first one always does.
STATIONS_A_SELF_ORGANIZING = 6

# The share of a place's volunteers an organization draws, against its peers.
WEIGHT_OF_FIRST = 4.2
WEIGHT_OF_SITES = {"center": 4.0, "institute": 0.25, "station": 0.08}


@dataclass(frozen=True, slots=True)
class Founded:
    """An organization with what the rest of the city needs to know of it."""

    organization: Organization
    theme: str
    weight: float
    citywide: bool

    @property
    def founded_on(self) -> date:
        return self.organization.created_at.date()


def found_organizations(
    sites: list[Site], *, year: int, chance: random.Random
) -> list[Founded]:
    """All organizations, each after the one above it; the first has zhao's desk."""
    founded = [*_of_the_city(chance, year)]
    federation = founded[1].organization
    for one in founded:
        if one.organization is not federation:
            one.organization.parent = federation
    for district, (name, name_en) in DISTRICT_NAMES.items():
        founded += _of_a_district(district, name, name_en, federation, chance, year)
    founded += _of_sites(sites, chance, year)
    return founded


def _of_the_city(chance: random.Random, year: int) -> Iterator[Founded]:
    for place, line in enumerate(OF_THE_CITY):
        name, name_en, kind, theme, *elsewhere = line.split("|")
        district = elsewhere[0] if elsewhere else FIRST_DISTRICT
        weight = WEIGHT_OF_FIRST if place == 0 else 12 / (place + 6)
        one = _organization(name, name_en, kind, theme, district, chance, year)
        yield Founded(one, theme, weight, citywide=True)


def _of_a_district(
    district: str,
    name: str,
    name_en: str,
    federation: Organization,
    chance: random.Random,
    year: int,
) -> Iterator[Founded]:
    above: Organization | None = None
    for place, line in enumerate(OF_A_DISTRICT):
        own, own_en, kind, theme = line.split("|")
        one = _organization(
            own.format(name),
            own_en.format(name_en),
            kind,
            theme,
            district,
            chance,
            year,
        )
        one.parent = above or federation
        above = above or one
        weight = 16 / (place + 5) * chance.uniform(0.6, 1.4)
        yield Founded(one, theme, weight, citywide=False)


def _of_sites(sites: list[Site], chance: random.Random, year: int) -> Iterator[Founded]:
    stations = 0
    for site in sites:
        if site.kind == Site.Kind.STATION:
            stations += 1
            if stations % STATIONS_A_SELF_ORGANIZING != 1:
                continue
        one = _organization(
            site.name, site.name_en, "site", "community", site.district_id, chance, year
        )
        one.site = site
        weight = WEIGHT_OF_SITES[site.kind]
        yield Founded(one, "community", weight, citywide=False)


def _organization(
    name: str,
    name_en: str,
    kind: str,
    theme: str,
    district: str,
    chance: random.Random,
    year: int,
) -> Organization:
    plain_kind = kind.removesuffix("+")
    founded_on = date(year - 9, 1, 1) + timedelta(days=chance.randrange(365))
    place = name[:3] if name[:3] in _DISTRICTS else "连云港市"
    return Organization(
        id=id_at(founded_on, chance),
        kind=plain_kind,
        name=name,
        name_en=name_en,
        uscc=_credit_code(plain_kind, district, chance),
        sponsor=f"{place}{SPONSORS[theme]}" if plain_kind == "group" else "",
        status=Organization.Status.ACTIVE,
        district_id=district,
        created_at=datetime.combine(founded_on, NINE, CITY_TIME),
    )


_DISTRICTS = {name for name, _ in DISTRICT_NAMES.values()}


def _credit_code(kind: str, district: str, chance: random.Random) -> str | None:
    prefix = CODE_PREFIX.get(kind)
    if not prefix:
        return None
    body = f"{prefix}{district}MJ{chance.randrange(10**7):07d}"
    return body + uscc.calc_check_digit(body)
