"""Whatever is asked of the totals, they answer what the ledger says."""

from datetime import date

import pytest

from city import reports
from city.reports import By, Question
from hours.models import Entry
from tests.factories import moment

NOW = moment("2020-12-31 23:00")
KEYS = {
    By.MONTH: lambda entry: f"{entry.service_date:%Y-%m}",
    By.DAY: lambda entry: f"{entry.service_date}",
    By.DISTRICT: lambda entry: entry.district_id,
    By.ORGANIZATION: lambda entry: str(entry.organization_id),
    By.SITE: lambda entry: entry.site.code if entry.site else "",
    By.SERVICE_FIELD: lambda entry: entry.service_field_id,
    By.EVIDENCE: lambda entry: entry.evidence,
}


@pytest.fixture
def busy_city(standing_city, db):
    return standing_city


def summed(entries, key):
    sums = {}
    for entry in entries:
        sums[key(entry)] = sums.get(key(entry), 0) + entry.minutes
    return {name: minutes for name, minutes in sums.items() if minutes}


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize(
    "span",
    [
        Question.of_year(2020),
        Question.of_quarter(2020, 2),
        Question.of_month(2020, 3),
        Question(first=date(2020, 2, 11), last=date(2020, 10, 3)),
        Question(first=date(2020, 2, 11), last=date(2020, 2, 20)),
    ],
)
def test_lines_are_sums_of_the_ledger(busy_city, span, by):
    question = Question(first=span.first, last=span.last, by=by)
    entries = Entry.objects.filter(service_date__range=(span.first, span.last))
    answer = reports.ask(question, at=NOW, size=1000)

    told = {line.key: line.minutes for line in answer.lines}
    assert told == summed(entries.select_related("site"), KEYS[by])
    assert answer.whole.minutes == sum(entry.minutes for entry in entries)
