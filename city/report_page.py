"""What the page of a report shows of the answer to a question."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from city import reports
from city.forms import BY, ONLY_THE_SUM, QuestionForm
from city.report_chart import NUMBERED_BARS, bars
from city.report_people import Counted, counted_people
from city.reports import Answer, AnswerLine, By, Figures, Question
from config.templatetags.ui import full_day, in_chinese, month_name
from hours.models import Evidence

SIZE = 50
MIXED_LINES = 100  # more are drawn without their evidence

# What is asked next of one line.
NEXT = {
    By.MONTH: By.DAY,
    By.DAY: By.ORGANIZATION,
    By.DISTRICT: By.ORGANIZATION,
    By.ORGANIZATION: By.MONTH,
    By.SITE: By.MONTH,
    By.SERVICE_FIELD: By.DISTRICT,
    By.EVIDENCE: By.DISTRICT,
}
# By which name in the address a line is chosen.
CHOSEN_AS = {
    By.DISTRICT: "district",
    By.ORGANIZATION: "organization",
    By.SITE: "site",
    By.SERVICE_FIELD: "field",
    By.EVIDENCE: "evidence",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """
    One line: its words, its figures, where it leads, and people at home there.

    ``width`` is that of its bar, of a hundred.
    """

    label: str
    line: AnswerLine
    url: str
    width: float
    people: reports.DistrictYear | None = None


def period_words(question: Question) -> str:
    """The period as people say it: 2020, quarter 2 of 2020, Mar 2020, or two days."""
    first, last = question.first, question.last
    year = first.year
    for quarter in range(1, 5):
        one = Question.of_quarter(year, quarter)
        if (first, last) == (one.first, one.last):
            return _("Quarter %(n)s of %(year)s") % {"n": quarter, "year": year}
    if question.is_whole_year:
        return _("Year %(year)s") % {"year": year}
    one = Question.of_month(year, first.month)
    if (first, last) == (one.first, one.last):
        return month_words(first)
    if first == last:
        return full_day(first)
    return f"{full_day(first)} – {full_day(last)}"


def month_words(day: date) -> str:
    """2020年3月, or Mar 2020."""
    if in_chinese():
        return f"{day.year}年{day.month}月"
    return f"{month_name(day.month)} {day.year}"


def line_words(by: By | None, line: AnswerLine | Figures) -> str:
    """What a line is called; the sum of all has that name."""
    if not isinstance(line, AnswerLine):
        return _("Sum")
    if by == By.MONTH:
        return month_words(date.fromisoformat(f"{line.key}-01"))
    if by == By.DAY:
        return full_day(date.fromisoformat(line.key))
    if by == By.EVIDENCE:
        return str(Evidence(line.key).label)
    if by == By.SITE and not line.key:
        return _("At no practice site")
    return line.label


def shown(form: QuestionForm, answer: Answer, *, at: datetime) -> dict[str, Any]:
    """What the page of a report shows, by the names its templates know."""
    question = answer.question
    counted = counted_people(form, question, at=at)
    chart = bars(answer)
    return {
        "question": question,
        "period_words": period_words(question),
        "people": counted,
        "is_whole_year": question.is_whole_year,
        "lines": lines(form, answer, counted),
        "bars": chart,
        "bars_are_many": len(chart) > NUMBERED_BARS,
        "with_mix": len(answer.lines) <= MIXED_LINES
        and not question.evidence
        and question.by != By.EVIDENCE,
        "by_words": dict(BY).get(question.by or ONLY_THE_SUM),
        "filters": filters(form),
        "export": form.address(),
        "newer_url": _page_url(form, answer.previous),
        "older_url": _page_url(form, answer.next),
    }


def _page_url(form: QuestionForm, cursor: str | None) -> str | None:
    return None if cursor is None else form.address(cursor=cursor)


def lines(form: QuestionForm, answer: Answer, counted: Counted | None) -> list[Shown]:
    """The lines of the answer, each leading to the next question about it."""
    by = answer.question.by
    districts = counted.districts if counted and by == By.DISTRICT else {}
    longest = max((line.minutes for line in answer.lines), default=0)
    return [
        Shown(
            label=line_words(by, line),
            line=line,
            url=_url(form, answer.question, line),
            width=round(max(0, line.minutes) * 100 / longest, 1) if longest > 0 else 0,
            people=districts.get(line.key),
        )
        for line in answer.lines
    ]


def _url(form: QuestionForm, question: Question, line: AnswerLine) -> str:
    by = question.by
    if by is None or not line.key:
        return ""
    then: str = NEXT[by]
    if form.own and then == By.ORGANIZATION:
        then = By.SERVICE_FIELD if by != By.SERVICE_FIELD else By.MONTH
    if by in CHOSEN_AS:
        return form.address(**{CHOSEN_AS[by]: line.key, "by": then})
    if by == By.DAY:
        return _days(form, line.key, line.key, then)
    month = date.fromisoformat(f"{line.key}-01")
    whole = Question.of_month(month.year, month.month)
    first, last = max(whole.first, question.first), min(whole.last, question.last)
    return _days(form, str(first), str(last), then)


def _days(form: QuestionForm, first: str, last: str, by: str) -> str:
    return form.address(first=first, last=last, by=by, year=None, part=None)


# Ways to ask


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another question; ``current`` if it is the one asked."""

    label: str
    url: str
    current: bool = False


def presets(form: QuestionForm, *, today: date) -> list[Way]:
    """The periods most often asked for, each one click."""
    month = today.replace(day=1) - timedelta(days=1)
    quarter = (today.month + 2) // 3
    offered = [
        (_("This year so far"), today.year, ""),
        (_("Last year"), today.year - 1, ""),
        (_("This quarter"), today.year, f"q{quarter}"),
        (_("Last month"), month.year, f"m{month.month}"),
    ]
    asked = form.cleaned_data
    here = (asked.get("year"), asked.get("part", ""))
    return [
        Way(
            label,
            form.address(year=year, part=part, first=None, last=None),
            current=not asked.get("first") and here == (year, part),
        )
        for label, year, part in offered
    ]


def filters(form: QuestionForm) -> list[Way]:
    """What the answer is narrowed to, each with the way to widen it again."""
    asked = form.cleaned_data
    narrowed = [
        ("district", getattr(asked.get("district"), "label", "")),
        ("organization", getattr(form.chosen.get("organization"), "label", "")),
        ("site", getattr(form.chosen.get("site"), "label", "")),
        ("field", getattr(asked.get("field"), "label", "")),
        (
            "evidence",
            str(Evidence(asked["evidence"]).label) if asked.get("evidence") else "",
        ),
    ]
    return [
        Way(label, form.address(**{name: None})) for name, label in narrowed if label
    ]
