"""
The people a visitor meets: the demo accounts and the regulars of zhao's desk.

Their hours are written by hand, so that every page has a story to show. ``days``
count back from today; what would fall into another year is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from city.demo.activities import Planned
from city.demo.days import CLOCK
from city.demo.plan import CITY_TIME, Plan, id_at
from city.demo.teams import HU, NULL, QIAN, WANG, ZHAO, Team, activity_columns
from hours import rules
from hours.models import Session, Status
from policies.calendar import add_working_days, marked_days
from volunteers.models import Account

LIN, MEI, HE = 1, 2, 9
OVER_THE_LIMIT = range(10, 15)
ASKED_BACK = range(15, 18)
ANSWERED = 18
ENTERED = range(19, 25)
WITHOUT_ACTIVITY = range(25, 29)
NAMES = {
    LIN: "林小港", MEI: "梅连岛", ZHAO: "赵海州", HU: "胡朝阳", QIAN: "钱伊山",
    6: "孙墟沟", 7: "李锦屏", WANG: "王云台", HE: "何灌云",
    10: "吴锦屏", 11: "周连岛", 12: "冯新浦", 13: "王海风", 14: "褚花果",
    15: "卫板桥", 16: "蒋青口", 17: "沈伊山", 18: "陈南城", 19: "郑朝阳",
    20: "孙云台", 21: "朱赣马", 22: "徐白塔", 23: "马牛山", 24: "高石梁",
    25: "许温泉", 26: "葛沙河", 27: "董海头", 28: "曹燕尾", 29: "谢高公", 30: "罗宿城",
}  # fmt: skip

EVENING = time(20, 41)
LIBRARY, BEACH, GUIDE = "图书馆借阅引导", "连岛海岸净滩行动", "花果山景区文明引导"
CLINIC, STATION, MARATHON = "社区义诊秩序维护", "火车站出行引导", "港城马拉松赛事服务"
CARE_HOME = "重阳节敬老院陪伴"
QUESTION = "当天是几点结束的？"
LONGER = "名册上您的班次到 11:15，多出来的时间做了什么？"
ANSWER = "收补给站，组长也在，13:00 离开。"

# Lin this year: days ago, activity, minutes, evidence. Nine times, 23.50 hours.
LIN_THIS_YEAR = (
    (16, LIBRARY, 150, "timed"),
    (23, CLINIC, 120, "witnessed"),
    (36, CARE_HOME, 270, "witnessed"),
    (58, GUIDE, 180, "timed"),
    (79, LIBRARY, 150, "timed"),
    (107, BEACH, 120, "declared"),
    (135, LIBRARY, 150, "timed"),
    (170, STATION, 180, "timed"),
    (220, LIBRARY, 90, "witnessed"),
)
MEI_THIS_YEAR = (
    (12, GUIDE, 180, "timed"),
    (26, BEACH, 150, "timed"),
    (40, LIBRARY, 120, "witnessed"),
    (61, GUIDE, 180, "timed"),
    (89, BEACH, 120, "declared"),
    (120, CLINIC, 120, "timed"),
    (200, GUIDE, 180, "timed"),
)
# The article's year: how many Saturdays, a fortnight apart, and minutes of each.
SATURDAYS = {LIN: (25, 150), MEI: (14, 120), ZHAO: (6, 180), HU: (5, 120)}
SATURDAYS |= {QIAN: (4, 120), 6: (6, 120), 7: (6, 120), WANG: (3, 120), HE: (3, 120)}
EVIDENCE = ("timed", "timed", "witnessed", "timed", "declared", "timed", "entered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One session of the cast; ``start`` is a minute of the local day ``on``."""

    person: int
    activity: str
    on: date
    minutes: int
    evidence: str
    start: int = 540
    fate: str = "approved"
    level: str = "organization"
    reason_code: str = ""
    reason: str = ""
    note: str = ""
    # On a day on which the activity does not run; else the library's stands for it.
    is_outside: bool = False

    @property
    def submitted_by(self) -> int:
        return QIAN if self.evidence in ("witnessed", "entered") else self.person

    @property
    def submitted_on(self) -> date:
        return self.on + timedelta(days=3 if self.evidence == "entered" else 0)

    @property
    def decided_by(self) -> int:
        """Zhao, or Hu where they are Zhao's own hours."""
        return HU if self.person == ZHAO else ZHAO


class Cast:
    """The cast's sessions, as far as their activities run."""

    def __init__(self, plan: Plan, first: Team, activities: list[Planned]) -> None:
        self._plan = plan
        self._first = first
        self._chance = plan.chance("cast")
        self._marked = marked_days()  # while lines are copied, nothing is read
        own = first.founded.organization.pk
        self._activities = {
            (activity.title, activity.starts_on.year): activity
            for activity in activities
            if activity.organization.pk == own
        }
        self.deeds = [*self._article_year()]
        if plan.running_year:
            self.deeds += [
                deed for deed in self._this_year() if deed.on.year == plan.today.year
            ]

    @property
    def counted_minutes(self) -> int:
        """Approved minutes of the cast in the article's year."""
        return sum(
            deed.minutes for deed in self.deeds if deed.on.year == self._plan.year
        )

    def lines(self) -> Iterator[str]:
        return map(self.line, self.deeds)

    def _article_year(self) -> Iterator[Deed]:
        new_year = date(self._plan.year, 1, 1)
        saturday = new_year + timedelta(days=(5 - new_year.weekday()) % 7)
        for person, (count, minutes) in SATURDAYS.items():
            for nth in range(count):
                yield Deed(
                    person=person,
                    activity=(LIBRARY, GUIDE, BEACH, CLINIC)[(person + nth) % 4],
                    on=saturday + timedelta(days=14 * nth),
                    minutes=minutes + 30 * (person == LIN and nth == 0),
                    evidence=EVIDENCE[(person + nth) % len(EVIDENCE)],
                )

    def _this_year(self) -> Iterator[Deed]:
        for person, year in ((LIN, LIN_THIS_YEAR), (MEI, MEI_THIS_YEAR)):
            for days, title, minutes, evidence in year:
                yield self._deed(person, title, days, minutes, evidence)
        yield from self._on_the_way()
        for person in range(ZHAO, max(NAMES) + 1):
            for nth in range(3):
                days = 25 + person + 31 * nth
                title = (LIBRARY, GUIDE, STATION)[(person + nth) % 3]
                evidence = EVIDENCE[(person + nth) % len(EVIDENCE)]
                yield self._deed(person, title, days, 120 + 30 * nth, evidence)
        yield from self._on_the_desk()

    def _deed(
        self,
        person: int,
        title: str,
        days: int,
        minutes: int,
        evidence: str,
        **more: Any,
    ) -> Deed:
        return Deed(
            person=person,
            activity=title,
            on=self._plan.today - timedelta(days=days),
            minutes=minutes,
            evidence=evidence,
            **more,
        )

    def _on_the_way(self) -> Iterator[Deed]:
        """What Lin and Mei see undecided, asked back, and not accepted."""
        yield self._deed(LIN, LIBRARY, 2, 150, "declared", fate="submitted")
        yield self._deed(
            LIN, BEACH, 8, 180, "declared", fate="queried", reason=QUESTION
        )
        yield self._deed(
            LIN,
            STATION,
            52,
            240,
            "declared",
            fate="rejected",
            reason_code="own_job",
            reason="这天您值班，属本职工作，不算志愿服务。",
        )
        yield self._deed(MEI, BEACH, 3, 120, "timed", fate="submitted")

    def _on_the_desk(self) -> Iterator[Deed]:
        """What waits for zhao and hu, one of each kind."""
        for person in OVER_THE_LIMIT:
            above = self._first.above_level
            yield self._deed(
                person, MARATHON, 2 + person % 4, 500 + person, "timed",
                start=360, fate="submitted", level=above,
            )  # fmt: skip
        for person in (*ASKED_BACK, ANSWERED):
            yield self._deed(
                person, MARATHON, 6, 390, "declared",
                start=390, fate="queried", reason=LONGER,
            )  # fmt: skip
        for person in ENTERED:
            yield self._deed(
                person, BEACH, 9 + person % 3, 150, "entered",
                fate="submitted", note="当天没有网络，按名册补录",
            )  # fmt: skip
        for person in WITHOUT_ACTIVITY:
            yield self._deed(
                person, "", 2 + person % 3, 90, "declared",
                start=840, fate="submitted", note="帮社区整理活动室",
            )  # fmt: skip
        yield self._deed(ZHAO, LIBRARY, 4, 180, "timed", fate="submitted")
        yield self._deed(HU, GUIDE, 3, 120, "timed", fate="submitted")

    def line(self, deed: Deed) -> str:
        """The deed as a line of ``service.COLUMNS``."""
        end = deed.start + deed.minutes
        decided_by: int | str = NULL
        decided_at = NULL
        if deed.fate != "submitted":
            decided_by = deed.decided_by
            day = add_working_days(deed.submitted_on, 2, marked=self._marked)
            decided_at = f"{min(day, self._plan.yesterday)} 10:20:00+08"
        values = (
            id_at(deed.on, self._chance).hex,
            deed.person,
            f"{deed.on} {CLOCK[deed.start]}",
            f"{deed.on} {CLOCK[end]}",
            0,
            deed.evidence,
            deed.level,
            1,
            deed.submitted_by,
            f"{deed.submitted_on} {CLOCK[end + 15]}",
            deed.fate,
            decided_by,
            decided_at,
            deed.reason_code,
            deed.reason,
            deed.note,
            self._columns(deed),
        )
        return "\t".join(map(str, values)) + "\n"

    def _columns(self, deed: Deed) -> str:
        """The activity's columns; the library's where that one does not run then."""
        if not deed.activity:
            return self._first.alone
        activity = self._activities[deed.activity, deed.on.year]
        runs = activity.starts_on <= deed.on <= activity.ends_on
        if not runs and not deed.is_outside:
            activity = self._activities[LIBRARY, deed.on.year]
        return activity_columns(activity)

    def answer(self) -> None:
        """One volunteer has answered what was asked: the session waits again."""
        author = Account.objects.get(pk=ANSWERED)
        for session in Session.objects.of(author).filter(status=Status.QUERIED):
            rules.answer(
                session=session,
                text=ANSWER,
                by=author,
                at=datetime.combine(self._plan.yesterday, EVENING, CITY_TIME),
            )
