"""
What people did: a person's sessions of a year, as lines for COPY.

Written for speed: a full city has some 27 million of these lines.
"""

import random
from collections.abc import Iterator
from typing import Any

from city.demo.days import CLOCK, YearOfService
from city.demo.people import Serving
from city.demo.teams import NULL, WANG, Team

COLUMNS = (
    "id, volunteer_id, started_at, ended_at, break_minutes, evidence, level, round,"
    " submitted_by_id, submitted_at, status, decided_by_id, decided_at, reason_code,"
    " reason, note, organization_id, activity_id, district_id, site_id,"
    " service_field_id"
)

FULL_DAY = 480
LATEST = 21 * 60 + 30

# Sixteen usual lengths with a mean of two hours, and the share of each evidence.
LENGTHS = (45, 60, 60, 90, 90, 90, 105, 120, 120, 120, 120, 150, 150, 180, 180, 240)
EVIDENCE = ("timed",) * 61 + ("witnessed",) * 23 + ("declared",) * 12 + ("entered",) * 4
# Very long days, and what is taken off others so that the mean stays.
LONG = (510, 540)
NOT_COUNTED = ("rejected",) * 6 + ("withdrawn",) * 4 + ("reversed",) * 4

STARTS = (480, 495, 510, 510, 525, 540, 540, 540, 540, 555, 570, 570, 600, 600,
          810, 825, 840, 840, 840, 855, 870, 900, 930, 1110)  # fmt: skip
DAYS_TO_DECIDE = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)
DAYS_TO_LOG = (0, 0, 0, 0, 1, 1, 2, 3)
REASONS = ("time_differs", "not_present", "own_job", "logged_twice", "not_ours")
# Zhao's organization decides once a week: what came in since is on the desk.
DAYS_AT_THE_FIRST_DESK = 8
SHARE_ASKED_BACK = 0.03
SHARE_WITHOUT_ACTIVITY = 0.25
# Of what people do with an organization of the whole city.
SHARE_NEAR_HOME = 0.75
QUESTIONS = (
    "当天是几点结束的？名册上没有写。",
    "请补充一下您负责的岗位，谢谢。",
    "这次和名册差了一个小时，请说明一下。",
)


Card = tuple[int, str, str, int]


def deck() -> list[Card]:
    """
    The cards from which sessions are dealt: minutes, evidence, fate, late start.

    Exactly two hours a counted session: timed ones are a few minutes longer or
    shorter, in pairs.
    """
    lengths = list(LENGTHS * 62)
    off = sum(LONG) - len(LONG) * 120
    for place, minutes in enumerate(lengths):
        if minutes == 150 and off > 0:
            lengths[place], off = 120, off - 30
    grades = [EVIDENCE[place * 37 % 100] for place in range(len(lengths))]
    grades += ["timed"] * len(LONG)
    lengths += LONG
    cards: list[Card] = []
    shift, sign = 1, 1
    for minutes, grade in zip(lengths, grades, strict=True):
        if grade != "timed":
            cards.append((minutes, grade, "approved", 0))
            continue
        shift, sign = (shift % 7 + 1 if sign > 0 else shift), -sign
        cards.append((minutes - sign * shift, grade, "approved", sign * (shift - 4)))
    return cards + [(120, "declared", fate, 0) for fate in NOT_COUNTED]


def dealt(cards: list[Any], chance: random.Random) -> Iterator[Any]:
    """The cards over and over, each time in another order: averages stay exact."""
    cards = list(cards)
    while True:
        cards.sort(key=lambda card: chance.random())  # in half the time of a shuffle
        yield from cards


class Service:
    """
    Deals sessions to people; nobody is in two places at a time.

    ``taken_back`` are lines of those reversed: which, and when it was approved.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._cards = dealt(deck(), chance)
        self._starts = dealt(list(STARTS), chance)
        self.taken_back: list[str] = []

    def sessions(
        self, person: Serving, teams: list[Team], count: int, year: YearOfService
    ) -> Iterator[str]:
        """Lines of ``count`` counted sessions, and those that come with them."""
        dice = self._chance.random
        after = -1
        if person.registered_on >= year.first:
            after = (person.registered_on - year.first).days
        taken: dict[int, tuple[int, int]] = {}
        # In the first days of January there may be less room than luck would fill.
        while count and len(taken) < year.count - after - 1:
            minutes, evidence, fate, late = next(self._cards)
            count -= fate == "approved"
            day, start, day_minutes = self._place(minutes, year, after, taken)
            start += late
            end = start + minutes
            taken[day] = end, day_minutes
            team = teams[0] if dice() < 0.8 else teams[-1]
            yield self._line(
                person, team, year, day, start, end, day_minutes, evidence, fate
            )

    def _place(
        self,
        minutes: int,
        year: YearOfService,
        after: int,
        taken: dict[int, tuple[int, int]],
    ) -> tuple[int, int, int]:
        """Where a session fits: day, start, and the day's minutes with it."""
        dice = self._chance.random
        for _ in range(8):
            day = year.draw(dice(), after=after)
            if day not in taken:
                start = 420 if minutes > 300 else next(self._starts)
                return day, start, minutes
            free, day_minutes = taken[day]
            start = free + 20 + int(dice() * 60)
            day_minutes += minutes
            if start + minutes < LATEST and day_minutes <= FULL_DAY:
                return day, start, day_minutes
        # The days luck likes are full: the next free one.
        while day in taken:
            day = day + 1 if day + 1 < year.count else after + 1
        return day, 420 if minutes > 300 else next(self._starts), minutes

    def _line(
        self,
        person: Serving,
        team: Team,
        year: YearOfService,
        day: int,
        start: int,
        end: int,
        day_minutes: int,
        evidence: str,
        fate: str,
    ) -> str:
        dice = self._chance.random
        bits = self._chance.getrandbits
        evidence, by, sent_day, sent_minute = self._submitted(
            person, team, year, day, end, evidence
        )
        level, decider = (
            "organization",
            team.approvers[int(dice() * len(team.approvers))],
        )
        if day_minutes > FULL_DAY:
            level, decider = team.above_level, team.above
        if decider == person.id:
            decider = WANG
        fate, decided_by, approved, decided, code, reason = self._decided(
            person, team, year, sent_day, fate, decider
        )
        key = (
            f"{year.milliseconds[day] + end * 60_000:012x}7{bits(12):03x}"
            f"{bits(62) | 1 << 63:016x}"
        )
        if approved:
            self.taken_back.append(f"{key}\t{approved}\n")
        text = year.texts[day]
        return (
            f"{key}\t{person.id}\t{text}{CLOCK[start]}\t{text}{CLOCK[end]}\t0"
            f"\t{evidence}\t{level}\t1\t{by}"
            f"\t{year.texts[sent_day]}{CLOCK[sent_minute]}\t{fate}"
            f"\t{decided_by}\t{decided}\t{code}\t{reason}\t"
            f"\t{self._where(person, team, year, day, evidence)}\n"
        )

    def _where(
        self, person: Serving, team: Team, year: YearOfService, day: int, evidence: str
    ) -> str:
        dice = self._chance.random
        feast = day in year.feasts
        if evidence == "declared" and not feast and dice() < SHARE_WITHOUT_ACTIVITY:
            return team.alone
        near = dice() < SHARE_NEAR_HOME
        district = person.district if near else ""
        choices = team.choices(
            year=year.year, month=year.months[day], district=district, feast=feast
        )
        return choices[int(dice() * len(choices))]

    def _submitted(
        self,
        person: Serving,
        team: Team,
        year: YearOfService,
        day: int,
        end: int,
        evidence: str,
    ) -> tuple[str, int, int, int]:
        """With which evidence, by whom, on which day and minute it was sent in."""
        luck = self._chance.random()
        recorder = team.recorder
        if recorder == person.id:
            recorder = team.approvers[0]
        if evidence == "timed":
            return evidence, person.id if person.has_account else recorder, day, end
        if evidence == "declared" and person.has_account:
            sent = day + DAYS_TO_LOG[int(luck * 8)]
            if sent == day or sent >= year.today:
                return evidence, person.id, day, end + 10 + int(luck * 80)
            return evidence, person.id, sent, 1080 + int(luck * 240)
        if evidence == "entered" and team.records_later and recorder == team.recorder:
            sent = day + 3 + int(luck * 20)
            if sent < year.today:
                return evidence, recorder, sent, 540 + int(luck * 400)
        return "witnessed", recorder, day, end + 5 + int(luck * 60)

    def _decided(
        self,
        person: Serving,
        team: Team,
        year: YearOfService,
        sent: int,
        fate: str,
        decider: int,
    ) -> tuple[str, int | str, str, str, str, str]:
        """
        What became of it, as it stands at the end.

        Fate, by whom, when it had been approved if that was taken back, when it was
        decided last, code and words of the reason.
        """
        dice = self._chance.random
        luck = dice()
        day = year.working[sent + DAYS_TO_DECIDE[int(luck * 10)]]
        waits = team.is_first and sent >= year.today - DAYS_AT_THE_FIRST_DESK
        minute = CLOCK[540 + int(dice() * 500)]
        if day >= year.today or waits:
            if luck < SHARE_ASKED_BACK and sent + 1 < year.today:
                asked = QUESTIONS[int(dice() * len(QUESTIONS))]
                at = year.texts[sent + 1] + minute
                return "queried", decider, "", at, "", asked
            return "submitted", NULL, "", NULL, "", ""
        at = year.texts[day] + minute
        if fate == "approved":
            return fate, decider, "", at, "", ""
        if fate == "withdrawn" and person.has_account:
            return fate, person.id, "", at, "", ""
        code = REASONS[int(luck * len(REASONS))]
        if fate == "reversed" and day + 7 < year.today:
            return fate, decider, at, year.texts[day + 7] + minute, code, ""
        return "rejected", decider, "", at, code, ""
