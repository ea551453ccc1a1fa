"""Every figure equals what counting the sessions one by one gives."""

from collections import Counter, defaultdict
from datetime import date

import pytest
from django.utils import timezone

from city import reports
from hours.models import Session
from tests.factories import make_volunteer, moment
from volunteers.models import Volunteer

NOW = moment("2020-12-31 23:00")


@pytest.fixture
def counted(busy_city):
    """The sessions that count."""
    found = list(Session.objects.filter(status="approved").select_related("volunteer"))
    assert len(found) > 20
    return found


def added_up(sessions, key):
    sums = Counter()
    for session in sessions:
        sums[key(session)] += session.minutes
    return dict(sums)


def test_the_citys_year_is_the_sum_of_its_sessions(counted):
    year = reports.city_year(2020, at=NOW)

    assert year.minutes == sum(session.minutes for session in counted)
    assert year.sessions == len(counted)
    assert year.registered == Volunteer.objects.count()
    assert year.active == len({session.volunteer_id for session in counted})
    assert {grade: n for grade, n in year.by_evidence.items() if n} == added_up(
        counted, lambda session: session.evidence
    )
    assert {one.month: one.minutes for one in year.months if one.minutes} == added_up(
        counted, lambda session: session.service_date.month
    )


def test_people_count_at_home_and_minutes_where_they_served(counted):
    year = reports.city_year(2020, at=NOW)

    at_home = defaultdict(set)
    for session in counted:
        at_home[session.volunteer.district_id].add(session.volunteer_id)
    assert {one.code: one.active for one in year.districts if one.active} == {
        code: len(people) for code, people in at_home.items()
    }
    assert {one.code: one.minutes for one in year.districts if one.minutes} == added_up(
        counted, lambda session: session.district_id
    )


def test_bands_count_everyone_active_once(counted):
    of_people = added_up(counted, lambda session: session.volunteer_id)
    year = reports.city_year(2020, at=NOW)

    assert {band.number: people for band, people in year.bands if people} == Counter(
        next(band.number for band in reports.BANDS if minutes <= band.most)
        for minutes in of_people.values()
    )
    assert year.idle == year.registered - len(of_people)


def test_registered_people_are_those_at_the_end_of_the_year(db):
    make_volunteer(registered_at=moment("2020-12-31 23:59"))
    make_volunteer(registered_at=moment("2021-01-01 00:00"))
    at = moment("2022-06-01 12:00")

    assert reports.city_year(2019, at=at).registered == 0
    assert reports.city_year(2020, at=at).registered == 1
    assert reports.city_year(2021, at=at).registered == 2


def test_lines_add_up_to_the_city(counted):
    year = reports.city_year(2020, at=NOW)
    organizations = reports.organization_lines(year=2020).lines
    sites = reports.site_lines(year=2020).lines
    people = reports.volunteer_lines(year=2020).lines

    assert sum(line.minutes for line in organizations) == year.minutes
    assert sum(line.minutes for line in people) == year.minutes
    assert len(people) == year.active
    assert {line.key: line.minutes for line in sites if line.minutes} == added_up(
        [session for session in counted if session.site_id],
        lambda session: session.site_id,
    )
    for lines in (organizations, sites, people):
        minutes = [line.minutes for line in lines]
        assert minutes == sorted(minutes, reverse=True)


def test_an_organizations_year_is_the_sum_of_its_sessions(busy_city, counted):
    for organization in busy_city:
        its = [one for one in counted if one.organization_id == organization.pk]
        year = reports.organization_year(organization=organization.pk, year=2020)
        members = reports.member_lines(year=2020, organizations=[organization.pk])

        assert year.minutes == sum(session.minutes for session in its)
        assert year.people == len({session.volunteer_id for session in its})
        assert {line.code: line.minutes for line in year.fields} == added_up(
            its, lambda session: session.service_field_id
        )
        assert {line.key: line.minutes for line in members.lines} == added_up(
            its, lambda session: session.volunteer_id
        )


def test_a_persons_hours_with_two_organizations_are_one_line(busy_city, counted):
    two = busy_city[:2]
    lines = reports.member_lines(year=2020, organizations=[one.pk for one in two]).lines

    assert {line.key: line.minutes for line in lines} == added_up(
        [one for one in counted if one.organization_id in {two[0].pk, two[1].pk}],
        lambda session: session.volunteer_id,
    )


def test_a_sites_year_is_the_sum_of_its_sessions(busy_city, counted):
    site = busy_city[0].site
    year = reports.site_year(site=site.pk, year=2020)

    assert {one.month: one.minutes for one in year.months if one.minutes} == added_up(
        [session for session in counted if session.site_id == site.pk],
        lambda session: session.service_date.month,
    )


def test_pages_meet_without_a_gap_however_many_are_equal(busy_city):
    whole = [line.key for line in reports.volunteer_lines(year=2020).lines]

    def three_at_a_time(cursor):
        return reports.volunteer_lines(year=2020, cursor=cursor, size=3)

    parts = list(reports.every_page(three_at_a_time))
    assert [line.key for part in parts for line in part] == whole

    second = three_at_a_time(three_at_a_time("").next)
    assert [one.key for one in three_at_a_time(second.previous).lines] == whole[:3]


def test_a_year_nobody_served_in_is_all_zero(busy_city):
    year = reports.city_year(1999, at=NOW)

    assert (year.minutes, year.active, year.registered) == (0, 0, 0)
    assert year.hours_per_active is None
    assert len(year.months) == 12


def test_years_are_those_with_hours_and_the_running_one(busy_city):
    assert reports.years(today=date(2023, 5, 1)) == [2023, 2020]


def test_hours_for_each_are_cut_off_and_never_rounded():
    assert reports.hours_per(119, 1) == "1.98"
    assert reports.hours_per(20, 3) == "0.11"
    assert reports.hours_per(20, 0) is None


def test_the_running_year_is_shown_once_it_has_begun_in_earnest():
    assert reports.year_to_show([2026, 2025], today=date(2026, 2, 1)) == 2026
    assert reports.year_to_show([2026, 2025], today=date(2026, 1, 2)) == 2025
    assert timezone.localdate(NOW) == date(2020, 12, 31)
