"""The practice sites: 4 centers, 91 institutes, 1,301 stations, at every scale."""

import random
from collections.abc import Iterator
from itertools import product

from city.demo.names import pinyin
from city.demo.on_the_map import put_on_the_map
from volunteers.models import District, Site
from volunteers.reference import DISTRICTS

STATIONS = 1_301

# Subdistricts and towns by district; the first of Haizhou has the first station.
INSTITUTES = {
    "320706": (
        "幸福路街道 新浦街道 海州街道 朐阳街道 洪门街道 宁海街道 浦西街道 浦东街道"
        " 新东街道 新南街道 路南街道 新海街道 花果山街道 南城街道 郁洲街道 云台街道"
        " 板浦镇 锦屏镇 新坝镇 浦南镇"
    ),
    "320703": (
        "墟沟街道 连云街道 云山街道 板桥街道 连岛街道 海州湾街道 宿城街道 高公岛街道"
        " 中云街道 猴嘴街道 朝阳街道 徐圩街道 前三岛乡"
    ),
    "320707": (
        "青口镇 柘汪镇 石桥镇 金山镇 黑林镇 厉庄镇 海头镇 塔山镇 赣马镇 班庄镇 城头镇"
        " 城西镇 宋庄镇 沙河镇 墩尚镇"
    ),
    "320722": (
        "牛山街道 石榴街道 白塔埠镇 黄川镇 石梁河镇 青湖镇 温泉镇 双店镇 桃林镇 洪庄镇"
        " 安峰镇 房山镇 平明镇 曲阳镇 张湾镇 山左口镇 驼峰乡 李埝乡 石湖乡"
    ),
    "320723": (
        "侍庄街道 伊山镇 杨集镇 燕尾港镇 同兴镇 四队镇 圩丰镇 龙苴镇 下车镇 图河镇"
        " 东王集镇 小伊镇 南岗镇"
    ),
    "320724": (
        "新安镇 堆沟港镇 田楼镇 北陈集镇 张店镇 三口镇 孟兴庄镇 汤沟镇 百禄镇 新集镇"
        " 李集镇"
    ),
}
DISTRICT_NAMES = {
    "320706": ("海州区", "Haizhou District"),
    "320703": ("连云区", "Lianyun District"),
    "320707": ("赣榆区", "Ganyu District"),
    "320722": ("东海县", "Donghai County"),
    "320723": ("灌云县", "Guanyun County"),
    "320724": ("灌南县", "Guannan County"),
}
FIRST_DISTRICT = "320706"
# In the other two counties the institutes stand alone.
WITH_A_CENTER = ("320706", "320703", "320707", "320722")
KINDS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township"}

COMMUNITIES = (
    "幸福路 海连 通灌 市民 新建 临洪 东方 盐河 龙河 玉带 西门 南门 新民 青年 和安 陇海"
    " 建国 民主 解放 巨龙 苍梧 瀛洲 凤凰 朝阳 港湾 双龙 茗馨 月牙岛 孔望 白虎山 双池"
    " 新华 后河 前河 人民路 康泰 康宁 海宁 秀逸 万润 香溢 金海岸 西墅 平山 院前 海棠"
    " 墟沟 大港 滨河 西大堤 牡丹 晶都 文苑 和平 富华 利民 海昌 太阳城 黄海 向阳"
)
VILLAGERS = "王李张刘陈孙徐马高宋董曹吴周韩唐许葛石范仲孟何朱胡郑"
ENDINGS = "庄圩洼埝沟墩岭荡桥楼寨湖巷河"
SIDES = ["", "前", "后", "大", "小", "东", "西", "南", "北"]


def scale_residents(scale: float) -> None:
    """Scale the residents as the volunteers are, so that the share is the city's."""
    for code, _, _, residents in DISTRICTS:
        District.objects.filter(pk=code).update(
            resident_population=round(residents * scale)
        )


def make_sites(chance: random.Random) -> list[Site]:
    """All sites, the ones above before the ones below, ids as in the list."""
    sites: list[Site] = []
    for district in WITH_A_CENTER:
        name, name_en = DISTRICT_NAMES[district]
        sites.append(
            Site(
                code=f"{district}C",
                kind=Site.Kind.CENTER,
                name=f"{name}新时代文明实践中心",
                name_en=f"{name_en} Civilization Practice Center",
                district_id=district,
            )
        )
    centers = {site.district_id: site for site in sites}
    institutes = [
        (town, _institute(town, number, district, centers.get(district)))
        for district, towns in INSTITUTES.items()
        for number, town in enumerate(towns.split(), start=1)
    ]
    sites += [institute for _, institute in institutes]
    sites += _stations(institutes, chance)
    for pk, site in enumerate(sites, start=1):
        site.pk = pk
    put_on_the_map(sites)
    return sites


def _institute(town: str, number: int, district: str, center: Site | None) -> Site:
    kind = next(kind for kind in KINDS if town.endswith(kind))
    return Site(
        code=f"{district}-I{number:02d}",
        kind=Site.Kind.INSTITUTE,
        name=f"{town}新时代文明实践所",
        name_en=f"{pinyin(town.removesuffix(kind))} {KINDS[kind]} Practice Institute",
        district_id=district,
        parent=center,
    )


def _stations(
    institutes: list[tuple[str, Site]], chance: random.Random
) -> Iterator[Site]:
    names = {district: _names(district, chance) for district in INSTITUTES}
    numbers = dict.fromkeys(INSTITUTES, 0)
    each, more = divmod(STATIONS, len(institutes))
    for place, (town, institute) in enumerate(institutes):
        district = institute.district_id
        communities, villages = names[district]
        in_town = town.endswith("街道")
        for nth in range(each + (place < more)):
            urban = in_town or nth < 2
            name = next(communities if urban else villages)
            numbers[district] += 1
            yield Site(
                code=f"{district}-S{numbers[district]:03d}",
                kind=Site.Kind.STATION,
                name=f"{name}{'社区' if urban else '村'}新时代文明实践站",
                name_en=(
                    f"{pinyin(name)} {'Community' if urban else 'Village'}"
                    " Practice Station"
                ),
                district_id=district,
                parent=institute,
            )


def _names(district: str, chance: random.Random) -> tuple[Iterator[str], Iterator[str]]:
    """Names of communities and of villages, none twice within a district."""
    first, *others = COMMUNITIES.split()
    plain = chance.sample(others, len(others))
    sided = [f"{name}{side}" for side in "东西南北新" for name in plain]
    if district == FIRST_DISTRICT:
        plain.insert(0, first)
    named = [
        side + surname + ending
        for side, surname, ending in product(SIDES, VILLAGERS, ENDINGS)
    ]
    bare = len(VILLAGERS) * len(ENDINGS)
    villages = named[:bare] + chance.sample(named[bare:], 150)
    chance.shuffle(villages)
    return iter(plain + sided), iter(villages)
