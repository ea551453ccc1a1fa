"""Where the answer to a question is read: months, days, and the ledger beside them."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from city.reports.past import FOREVER, later_than
from city.reports.question import By, Question
from city.reports.reading import sql
from hours.cube import State

DAY = timedelta(days=1)
KEYS = {
    None: "NULL::text",
    By.EVIDENCE: "NULL::text",
    By.MONTH: "date_trunc('month', {date})::date",
    By.DAY: "{date}",
    By.DISTRICT: "district_id",
    By.ORGANIZATION: "organization_id",
    By.SITE: "site_id",
    By.SERVICE_FIELD: "service_field_id",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Service dates from ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What of a question comes from whole months, and what from single days.

    Months are of the moment; days are as far as the ledger is folded.
    """

    question: Question
    months: Span | None
    days: tuple[Span, ...]

    @property
    def whole(self) -> Span:
        return Span(self.question.first, self.question.last)

    @property
    def of_the_city(self) -> bool:
        """Whether it asks for nothing below the district."""
        asked = self.question
        return asked.by not in (By.ORGANIZATION, By.SITE, By.SERVICE_FIELD) and (
            asked.organizations is None
            and asked.sites is None
            and asked.service_field is None
        )


def plan(question: Question) -> Plan:
    """Whole months where totals of months carry what is asked for, days elsewhere."""
    span = Span(question.first, question.last)
    months = _whole_months(span)
    if question.by == By.DAY or not months or not _months_tell(question):
        return Plan(question, None, (span,))
    edges = []
    if span.first < months.first:
        edges.append(Span(span.first, months.first - DAY))
    if months.last < span.last:
        edges.append(Span(months.last + DAY, span.last))
    return Plan(question, months, tuple(edges))


def _whole_months(span: Span) -> Span | None:
    first, last = span.first, span.last
    if first.day > 1:
        if (first.year, first.month) == (last.year, last.month):
            return None
        first = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    if last.day < monthrange(last.year, last.month)[1]:
        last = last.replace(day=1) - DAY
    return Span(first, last) if first < last else None


def _months_tell(question: Question) -> bool:
    if question.by != By.SITE and question.sites is None:
        return True
    return question.by not in (By.DISTRICT, By.ORGANIZATION, By.SERVICE_FIELD) and (
        question.district is None
        and question.organizations is None
        and question.service_field is None
    )


def statement(question: Question, state: State) -> str:
    """The SQL that answers the question, its values in place."""
    parts = list(_parts(plan(question), state))
    return sql("question").format(parts="\n UNION ALL\n".join(parts))


def _parts(plan: Plan, state: State) -> Iterator[str]:
    if plan.months:
        yield from _months(plan, plan.months)
    for span in plan.days:
        yield _days(plan, span, sign=1, posted_from=None)
    yield from _corrections(plan, state)


def _corrections(plan: Plan, state: State) -> Iterator[str]:
    """
    What makes months of now and days of ``state`` those of the moment asked for.

    Without ``as_of`` days lack what is newer. As of a moment that is not folded yet
    they lack a little less, and months have too much. As of an earlier one both have
    too much: what was posted on the days after it, and later on its own day. Where
    its own day had hardly begun, that is taken off too, and the little given back.
    """
    asked = plan.question.as_of
    if asked is None:
        for span in plan.days:
            yield _entries(plan, span, sign=1, since=state.until, before=FOREVER)
        return
    later = later_than(asked, state, by_day=plan.of_the_city)
    if later.is_newer:
        if plan.months:
            yield _entries(
                plan, plan.months, sign=-1, since=later.newer, before=FOREVER
            )
        for span in plan.days:
            yield _entries(plan, span, sign=1, since=state.until, before=later.newer)
        return
    yield _days(plan, plan.whole, sign=-1, posted_from=later.days_from)
    yield _entries(plan, plan.whole, **asdict(later.rest))
    if plan.months:
        newer = {"since": state.until, "before": FOREVER}
        yield _entries(plan, plan.months, sign=-1, **newer)


def _months(plan: Plan, span: Span) -> Iterator[str]:
    question = plan.question
    if plan.of_the_city:
        yield _part("city_months", question, span, date="month")
        return
    if question.by != By.SITE and question.sites is None:
        yield _part("organization_months", question, span, date="month")
        return
    yield _part("site_months", question, span, date="month")
    if question.sites is None:
        yield _part("no_site_months", question, span, date="month")


def _days(plan: Plan, span: Span, **values: Any) -> str:
    name = "city_days" if plan.of_the_city else "days"
    return _part(name, plan.question, span, **values)


def _entries(plan: Plan, span: Span, **values: Any) -> str:
    return _part("entries", plan.question, span, **values)


def _part(
    name: str, question: Question, span: Span, date: str = "service_date", **values: Any
) -> str:
    filters = {
        "district": question.district,
        "service_field": question.service_field,
        "organizations": _list(question.organizations),
        "sites": _list(question.sites),
    }
    text = sql(f"question_{name}").format(key=KEYS[question.by].format(date=date))
    with connection.cursor() as cursor:
        bound: bytes = cursor.mogrify(text, {**filters, **asdict(span), **values})
    return bound.decode()


def _list(values: tuple[Any, ...] | None) -> list[Any] | None:
    return None if values is None else list(values)
