"""Questions to the totals, of the city and of one organization."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from city import report_page, reports
from city.forms import BY, QuestionForm
from city.report_chart import MOST_BARS
from city.reports import Answer, By
from city.reports.paging import NotACursor
from city.views.asking import for_the_city
from city.views.exports import FIGURES
from city.views.organizations import readable
from config.csv_files import CHUNK, Columns, csv_file
from config.errors import RuleBroken
from volunteers.models import Organization

LINES: dict[Any, Any] = dict(BY)
# Beside which field a refusal of the totals is said.
BESIDE = {"as_of_not_yet": "as_of", "too_many_lines": "by"}
EVERY_LINE = 1_000_000


@for_the_city
def city_report(request: HttpRequest) -> HttpResponse:
    """Any question to the city's totals."""
    return _page(request, own=None)


@for_the_city
def city_report_export(request: HttpRequest) -> HttpResponseBase:
    """All lines of the answer and their sum."""
    return _export(request, own=None, page="city:report")


@require_safe
@login_required
def organization_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Any question to one organization's totals, for its people and the city."""
    return _page(request, own=readable(request, pk))


@require_safe
@login_required
def organization_report_export(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """All lines of the answer and their sum."""
    return _export(
        request, own=readable(request, pk), page="city:organization_report", pk=pk
    )


def _form(request: HttpRequest, own: Organization | None) -> QuestionForm:
    today = timezone.localdate()
    known = reports.years(today=today)
    year = reports.year_to_show(known, today=today)
    return QuestionForm(request.GET, year=year, own=own)


def _ask(
    form: QuestionForm, *, at: datetime, cursor: str = "", size: int | None = None
) -> Answer | None:
    """
    The answer; None, with a word beside the field, if the question is none.

    :raises BadRequest: if the cursor is none of ours
    """
    if not form.is_valid():
        return None
    question = form.question()
    of_the_calendar = question.by in (By.MONTH, By.DAY)
    size = size or (MOST_BARS if of_the_calendar else report_page.SIZE)
    try:
        return reports.ask(question, at=at, cursor=cursor, size=size)
    except NotACursor:
        raise BadRequest("cursor") from None
    except RuleBroken as broken:
        form.add_error(BESIDE.get(broken.code), broken.detail)
        return None


def _page(request: HttpRequest, *, own: Organization | None) -> HttpResponse:
    at = timezone.now()
    form = _form(request, own)
    answer = _ask(form, at=at, cursor=request.GET.get("cursor", ""))
    context: dict[str, Any] = {"form": form, "organization": own, "answer": answer}
    context["presets"] = report_page.presets(form, today=timezone.localdate(at))
    if answer:
        context |= report_page.shown(form, answer, at=at)
    return render(request, "city/report.html", context)


def _export(
    request: HttpRequest, *, own: Organization | None, page: str, **place: Any
) -> HttpResponseBase:
    form = _form(request, own)
    answer = _ask(form, at=timezone.now(), size=EVERY_LINE)
    if answer is None:
        # The page says what is wrong.
        to = redirect(page, **place)
        to["Location"] += f"?{request.GET.urlencode()}"
        return to
    question = answer.question
    name = f"report-{question.first}-{question.last}"
    if question.by:
        name += f"-by-{question.by.replace('_', '-')}"
    return csv_file(name, _columns(answer), _batches(answer))


def _columns(answer: Answer) -> Columns:
    """Of when and of what each line is, in words and codes, and its figures."""
    question = answer.question
    asked: Columns = [
        (_("From"), lambda line: question.first),
        (_("To"), lambda line: question.last),
        (_("As of"), lambda line: answer.as_of.isoformat(timespec="seconds")),
    ]
    if question.by is None:
        return asked + FIGURES
    line: Columns = [
        (_("Code"), lambda line: getattr(line, "key", "")),
        (LINES[question.by], lambda line: report_page.line_words(question.by, line)),
    ]
    return asked + line + FIGURES


def _batches(answer: Answer) -> Iterator[list[Any]]:
    for start in range(0, len(answer.lines), CHUNK):
        yield list(answer.lines[start : start + CHUNK])
    yield [answer.whole]
