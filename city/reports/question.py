"""What can be asked of the totals, and how they answer."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from city.reports.reading import EVIDENCE, Labelled
from config.durations import decimal_hours
from config.errors import RuleBroken


class By(StrEnum):
    """What the lines of an answer are about."""

    MONTH = "month"
    DAY = "day"
    DISTRICT = "district"
    ORGANIZATION = "organization"
    SITE = "site"
    SERVICE_FIELD = "service_field"
    EVIDENCE = "evidence"

    @property
    def follows_the_calendar(self) -> bool:
        """Whether its lines follow the calendar; others have most minutes first."""
        return self in (By.MONTH, By.DAY)


class TooManyLines(RuleBroken):
    """Day by day, more days are asked for than an answer shows."""

    code = "too_many_lines"
    status = 422
    sentence = _("Day by day, ask for at most %(most)s days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """
    Counted service from one local service date to another, both included.

    District, site and field are those the service was in. ``by`` None asks for the
    whole only. ``organizations`` and ``sites`` None are all of them.

    :param as_of: a past moment; what was posted later is left out
    """

    first: date
    last: date
    by: By | None = None
    district: str | None = None
    organizations: tuple[UUID, ...] | None = None
    sites: tuple[int, ...] | None = None
    service_field: str | None = None
    evidence: str | None = None
    as_of: datetime | None = None

    @classmethod
    def of_year(cls, year: int, **others: Any) -> Self:
        return cls(first=date(year, 1, 1), last=date(year, 12, 31), **others)

    @classmethod
    def of_quarter(cls, year: int, quarter: int, **others: Any) -> Self:
        """One quarter, 1 to 4."""
        return cls._of_months(year, quarter * 3 - 2, quarter * 3, **others)

    @classmethod
    def of_month(cls, year: int, month: int, **others: Any) -> Self:
        """One month, 1 to 12."""
        return cls._of_months(year, month, month, **others)

    @classmethod
    def _of_months(cls, year: int, first: int, last: int, **others: Any) -> Self:
        end = date(year, last, monthrange(year, last)[1])
        return cls(first=date(year, first, 1), last=end, **others)

    @property
    def is_whole_year(self) -> bool:
        """Whether people can be counted: nobody is in one year twice."""
        year = self.first.year
        return (self.first, self.last) == (date(year, 1, 1), date(year, 12, 31))

    @property
    def is_of_a_place(self) -> bool:
        """Whether all service in the city or in one district is asked for."""
        narrowed = (
            self.organizations, self.sites, self.service_field, self.evidence,
        )  # fmt: skip
        return all(one is None for one in narrowed)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """
    Whole minutes and sessions, and the minutes once more by evidence.

    Sessions are None where one evidence is asked for: they are not counted by it.
    """

    minutes: int
    sessions: int | None
    timed: int
    witnessed: int
    declared: int
    entered: int

    @property
    def hours(self) -> str:
        """Two places, truncated."""
        return decimal_hours(self.minutes)

    @property
    def by_evidence(self) -> dict[str, int]:
        return {grade: getattr(self, grade) for grade in EVIDENCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine(Labelled, Figures):
    """
    One line of an answer; lines without minutes are left out.

    ``key`` is a month (2020-03), a date, a code, an evidence or, of an organization,
    its id; empty for hours at no practice site. Months, dates and evidences have
    no name.
    """

    key: str
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    The whole, the lines it is the sum of, and the moment both are true of.

    :param registered: people registered at the end of the last day, or of the moment's
        if that is earlier; None where less than
        all service in the city or a district is asked for
    :param count: how many lines there are in all; ``lines`` are those of one page
    """

    question: Question
    as_of: datetime
    whole: Figures
    registered: int | None
    lines: tuple[AnswerLine, ...]
    count: int
    previous: str | None
    next: str | None
