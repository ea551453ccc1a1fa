"""
Whatever is asked, of whatever moment, and however far the ledger is folded: the
answer is the bare sum over the ledger.
"""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from city import reports
from city.reports import By, Question
from config.database.owner import as_owner
from hours import cube, rules
from hours.models import Entry, HomeMove, VolunteerYear
from hours.reconcile import reconcile
from tests.behind_the_back import behind_the_back
from tests.city.conftest import DISTRICTS
from tests.city.test_questions import KEYS, summed
from tests.factories import moment
from volunteers.models import District, Volunteer

pytestmark = [pytest.mark.database, pytest.mark.django_db]

BEGIN = moment("2020-08-01 00:00")
DAYS = st.dates(date(2019, 12, 25), date(2021, 1, 5))
HOURS_POSTED = 24 * 150
MOMENTS = st.integers(-10, HOURS_POSTED + 10).map(
    lambda hours: BEGIN + timedelta(hours=hours)
)
MONTHS = st.integers(1, 12)


@pytest.fixture
def long_city(busy_city):
    """The busy city, posted over five months, while some people moved home."""
    draw = random.Random(8)
    entries = list(Entry.objects.order_by("pk"))
    hours = sorted(draw.choices(range(HOURS_POSTED), k=len(entries)))
    for entry, hour in zip(entries, hours, strict=True):
        behind_the_back(
            "UPDATE hours_entry SET posted_at = %s WHERE id = %s",
            BEGIN + timedelta(hours=hour),
            entry.pk,
        )
    for person in draw.sample(list(Volunteer.objects.all()), 8):
        for _ in range(2):
            rules.move_home(
                volunteer=person,
                district=District.objects.get(pk=draw.choice(DISTRICTS)),
                home_site=None,
                at=moment("2020-10-01 12:00"),
            )
    moves = list(HomeMove.objects.order_by("pk"))
    hours = sorted(draw.sample(range(HOURS_POSTED), k=len(moves)))
    with as_owner():
        for move, hour in zip(moves, hours, strict=True):
            HomeMove.objects.filter(pk=move.pk).update(
                moved_at=BEGIN + timedelta(hours=hour)
            )
    return busy_city


def questions(organizations):
    names = [organization.pk for organization in organizations]
    sites = [one.site_id for one in organizations if one.site_id]
    fields = sorted(set(Entry.objects.values_list("service_field", flat=True)))
    spans = st.one_of(
        st.tuples(DAYS, DAYS).map(lambda two: (min(two), max(two))),
        st.tuples(MONTHS, MONTHS).map(months),
    )

    def perhaps(values):
        return st.none() | values

    def some(values):
        return perhaps(st.lists(st.sampled_from(values), max_size=3).map(tuple))

    return st.builds(
        lambda span, **asked: Question(first=span[0], last=span[1], **asked),
        span=spans,
        by=perhaps(st.sampled_from(By)),
        district=perhaps(st.sampled_from(DISTRICTS)),
        organizations=some(names),
        sites=some(sites),
        service_field=perhaps(st.sampled_from(fields)),
        evidence=perhaps(st.sampled_from(["declared", "timed"])),
        as_of=perhaps(MOMENTS),
    )


def months(two):
    first, last = min(two), max(two)
    after = date(2020, last, 1) + timedelta(days=31)
    return date(2020, first, 1), after.replace(day=1) - timedelta(days=1)


def bare(question):
    """The entries the question is about."""
    entries = Entry.objects.filter(service_date__range=(question.first, question.last))
    asked = {
        "posted_at__lte": question.as_of,
        "district": question.district,
        "organization__in": question.organizations,
        "site__in": question.sites,
        "service_field": question.service_field,
        "evidence": question.evidence,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    return list(entries.filter(**given).select_related("site"))


def any_number_of(examples):
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("reached", [None, 40, 100, 300])
def test_any_answer_is_the_bare_sum_over_the_ledger(long_city, reached):
    fold_days(reached)

    @any_number_of(120)
    @given(question=questions(long_city))
    def ask(question):
        entries = bare(question)
        answer = reports.ask(question, at=timezone.now(), size=1000)

        assert answer.whole.minutes == sum(entry.minutes for entry in entries)
        sessions = sum(1 if entry.minutes > 0 else -1 for entry in entries)
        assert answer.whole.sessions in (None, sessions)
        if question.by:
            told = {line.key: line.minutes for line in answer.lines}
            assert told == summed(entries, KEYS[question.by])

    ask()


@pytest.mark.parametrize("reached", [None, 40, 100, 300])
def test_the_citys_year_as_of_any_moment_is_what_counting_gives(long_city, reached):
    fold_days(reached)
    homes = {
        one.volunteer_id: one.home_district_id
        for one in VolunteerYear.objects.filter(year=2020)
    }

    def home(person, at):
        later = HomeMove.objects.filter(volunteer=person, year=2020, moved_at__gt=at)
        first = later.order_by("moved_at").first()
        return first.old_id if first else homes[person]

    @any_number_of(40)
    @given(as_of=MOMENTS)
    def ask(as_of):
        lines_are_sums(as_of)
        entries = list(Entry.objects.filter(posted_at__lte=as_of))
        year = reports.city_year(2020, at=timezone.now(), as_of=as_of)

        assert year.minutes == sum(entry.minutes for entry in entries)
        by_district = {one.code: one.minutes for one in year.districts if one.minutes}
        assert by_district == summed(entries, KEYS[By.DISTRICT])
        reached = summed(entries, lambda entry: entry.volunteer_id)
        bands = {}
        for person, minutes in reached.items():
            place = (home(person, as_of), band_of_minutes(minutes))
            bands[place] = bands.get(place, 0) + 1
        told = {
            (one.code, number): people
            for one in year.districts
            for number, people in enumerate(one.bands, start=1)
            if people
        }
        assert told == bands

    ask()


def lines_are_sums(as_of):
    """Organizations and sites, each with its year as of then; those with none, too."""
    entries = Entry.objects.filter(posted_at__lte=as_of).select_related("site")
    organizations = reports.organization_lines(year=2020, as_of=as_of, size=9).lines
    sites = reports.site_lines(year=2020, month=8, as_of=as_of, size=9).lines

    assert len(organizations) == 4
    told = {str(line.key): line.minutes for line in organizations if line.minutes}
    assert told == summed(entries, KEYS[By.ORGANIZATION])
    august = [
        one for one in entries if one.service_date.month == 8 and one.site is not None
    ]
    assert {line.code: line.minutes for line in sites if line.minutes} == summed(
        august, KEYS[By.SITE]
    )


def band_of_minutes(minutes):
    return next(band.number for band in reports.BANDS if minutes <= band.most)


def fold_days(reached):
    """Fold as far as that many days after the first posting, in steps of some days."""
    if reached is None:
        return
    for days in range(10, reached + 1, 15):
        cube.fold(until=BEGIN + timedelta(days=days))
    if reached > HOURS_POSTED / 24:
        cube.keep(at=timezone.now())
    assert reconcile() == []
