"""Documents and phones of people who do not exist, valid and never twice the same."""

import random
from datetime import date

from stdnum.iso7064 import mod_11_2

# Codes on people's cards: of the district, of its predecessors, of elsewhere.
# A card keeps the code of the place and time of issue (domain: GB/T 2260).
CODES = {
    "320706": ["320706", "320706", "320705", "320702"],
    "320703": ["320703", "320703", "320703", "320704"],
    "320707": ["320721", "320721", "320721", "320707"],
    "320722": ["320722"],
    "320723": ["320723"],
    "320724": ["320724", "320724", "320829"],
}
FROM_ELSEWHERE = ["371323", "341302", "320311", "320803", "410102", "320102"]
SHARE_FROM_ELSEWHERE = 0.09

FIRST_BIRTH = date(1900, 1, 1).toordinal()
BIRTH_DAYS = 50_000

# Beginnings of mobile numbers, without +86.
MOBILE = ["138", "139", "136", "137", "150", "151", "152", "158", "159", "182", "188"]
MOBILE += ["130", "131", "155", "156", "186", "133", "153", "180", "189", "199"]


class Documents:
    """
    Gives out resident identity numbers, each once.

    The order number (three digits, odd for men) counts up for each code and day
    of birth; a byte for each keeps the whole city's under two megabytes.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        codes = sorted({code for own in CODES.values() for code in own})
        self._given = {code: bytearray(BIRTH_DAYS) for code in codes + FROM_ELSEWHERE}

    def number(self, *, district: str, born: date, male: bool) -> str:
        """A number for someone of the district, with the right check character."""
        dice = self._chance.random
        elsewhere = dice() < SHARE_FROM_ELSEWHERE
        codes = FROM_ELSEWHERE if elsewhere else CODES[district]
        code = codes[int(dice() * len(codes))]
        given = self._given[code]
        day = born.toordinal() - FIRST_BIRTH
        given[day] += 1
        body = f"{code}{born:%Y%m%d}{2 * given[day] + male:03d}"
        return body + mod_11_2.calc_check_digit(body)


class Phones:
    """Gives out mobile numbers, each once: the last eight digits walk a cycle."""

    STEP = 48_271_003  # shares no factor with 10**8, so the cycle is complete

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._last = chance.randrange(10**8)

    def number(self) -> str:
        """A number as +86…"""
        self._last = (self._last + self.STEP) % 10**8
        start = MOBILE[int(self._chance.random() * len(MOBILE))]
        return f"+86{start}{self._last:08d}"
