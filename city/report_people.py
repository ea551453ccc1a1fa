"""The people a report can count: those of whole years."""

from dataclasses import dataclass
from datetime import datetime

from city import reports
from city.forms import QuestionForm
from city.reports import Question
from volunteers.models import Organization


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """People of a whole year; None where they are not known for the question."""

    registered: int | None
    active: int | None
    per_registered: str | None
    per_active: str | None
    statistics: reports.People | None
    settled_at: datetime | None
    districts: dict[str, reports.DistrictYear]


def counted_people(
    form: QuestionForm, question: Question, *, at: datetime
) -> Counted | None:
    """The people of a whole year, of the city, a district or one organization."""
    asked = (question.sites, question.service_field, question.evidence)
    if not question.is_whole_year or any(asked):
        return None
    year = question.first.year
    if question.organizations:
        if question.as_of or question.district:
            return None
        return _of_organization(form.own or form.chosen["organization"], year)
    city = reports.city_year(year, at=at, as_of=question.as_of)
    known = None if question.as_of else reports.year_people(year)
    if question.district:
        return _of_district(city, question.district, known)
    return Counted(
        registered=city.registered,
        active=city.active,
        per_registered=city.hours_per_registered,
        per_active=city.hours_per_active,
        statistics=known,
        settled_at=known.settled_at if known else None,
        districts={one.code: one for one in city.districts},
    )


def _of_district(
    city: reports.CityYear, code: str, known: reports.YearPeople | None
) -> Counted:
    here = next(one for one in city.districts if one.code == code)
    return Counted(
        registered=here.registered,
        active=here.active,
        per_registered=here.hours_per_registered,
        per_active=None,
        statistics=known.of(code) if known else None,
        settled_at=known.settled_at if known else None,
        districts={code: here},
    )


def _of_organization(one: Organization, year: int) -> Counted:
    own = reports.organization_year(organization=one.pk, year=year)
    return Counted(
        registered=None,
        active=own.people,
        per_registered=None,
        per_active=reports.hours_per(own.minutes, own.people),
        statistics=None,
        settled_at=None,
        districts={},
    )
