"""Names of people as they are met in northern Jiangsu, and their spelling in pinyin."""

import random
from bisect import bisect
from itertools import accumulate

from pypinyin import lazy_pinyin

# Surnames with their share in a thousand people.
SURNAMES = {
    "王": 78, "李": 72, "张": 75, "刘": 58, "陈": 42, "杨": 28, "赵": 24, "孙": 27,
    "周": 22, "吴": 20, "徐": 27, "朱": 16, "马": 15, "胡": 12, "郭": 10, "何": 8,
    "高": 11, "林": 6, "郑": 7, "梁": 6, "谢": 6, "宋": 13, "唐": 7, "许": 9,
    "韩": 9, "冯": 7, "董": 11, "程": 6, "曹": 8, "袁": 6, "于": 8, "潘": 6,
    "蒋": 7, "蔡": 4, "余": 3, "杜": 5, "叶": 3, "苏": 4, "魏": 6, "吕": 6,
    "丁": 6, "任": 5, "沈": 4, "姚": 5, "卢": 3, "姜": 5, "崔": 3, "钟": 3,
    "谭": 2, "陆": 4, "汪": 4, "范": 4, "金": 4, "石": 3, "付": 3, "贾": 3,
    "韦": 1, "夏": 3, "方": 2, "邹": 3, "熊": 1, "孟": 5, "秦": 3, "邱": 3,
    "江": 3, "尹": 3, "薛": 3, "段": 2, "雷": 1, "侯": 3, "史": 3, "陶": 3,
    "贺": 1, "顾": 5, "毛": 2, "郝": 1, "龚": 2, "邵": 3, "万": 2, "钱": 3,
    "严": 2, "武": 3, "戴": 3, "孔": 2, "汤": 2, "常": 2, "温": 1, "康": 1,
    "施": 2, "葛": 3, "霍": 1, "相": 2, "惠": 1, "仲": 3, "掌": 1, "伏": 2,
    "单": 2, "柏": 1, "祁": 1, "卞": 2, "乔": 2, "庄": 2, "滕": 1, "欧阳": 1,
    "司马": 1, "诸葛": 1,
}  # fmt: skip

# Characters of given names, by generation (born before 1965, 1990, later) and sex.
FIRST = [
    ("建国志文德永明玉金长学光春庆怀宝万殿树", "秀桂玉凤素淑春兰翠美月金红爱芳巧"),
    ("建海伟志晓文永立军国俊少明云东洪林学金", "晓丽海春红雪艳玉小文爱秀云亚金慧"),
    ("子浩宇俊梓明嘉一家天志博文思泽铭晨皓海", "子欣雨梓佳诗思雅梦一嘉若语可晨静"),
]
SECOND = [
    ("国华军民林山清成才荣祥生友富贵海德义和", "英兰芳珍华荣芝琴香莲花云梅侠玲霞"),
    ("军伟强峰亮波涛刚勇平辉飞林明海东洋龙鹏", "丽娟燕敏霞梅芳红玲静艳云娜萍琴洁"),
    ("轩然宇豪杰涵泽辰睿航阳博文洋凯源翔昊麟", "涵怡萱妍彤琪瑶婷悦琳佳雯颖诺欣宁"),
]
# How many in a hundred of a generation have a given name of one character.
ONE_CHARACTER = [12, 32, 18]

_ENDS = list(accumulate(SURNAMES.values()))
_SURNAMES = list(SURNAMES)


def person_name(*, born: int, male: bool, chance: random.Random) -> str:
    """A name that fits a person's year of birth and sex."""
    dice = chance.random
    surname = _SURNAMES[bisect(_ENDS, dice() * _ENDS[-1])]
    generation = (born > 1964) + (born > 1989)
    second = SECOND[generation][not male]
    last = second[int(dice() * len(second))]
    if dice() * 100 < ONE_CHARACTER[generation]:
        return surname + last
    first = FIRST[generation][not male]
    return surname + first[int(dice() * len(first))] + last


# Readings of places that a dictionary of single words does not know.
LOCAL_READINGS = {"圩": "wei", "埝": "nian", "朐": "qu", "柘": "zhe", "苴": "ju"}


def pinyin(name: str) -> str:
    """The name of a place spelled as one word: 板浦 → Banpu."""
    read = lazy_pinyin(name)
    if len(read) != len(name):
        return "".join(read).capitalize()
    return "".join(
        LOCAL_READINGS.get(character, sound)
        for character, sound in zip(name, read, strict=True)
    ).capitalize()
