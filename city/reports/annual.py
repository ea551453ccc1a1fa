"""A year as it is told in one sentence, and the figures behind that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from city.reports.city_year import CityYear, DistrictYear, city_year
from city.reports.reading import hours_per, rows, sql
from config.durations import decimal_hours
from config.templatetags.ui import in_chinese, thousands

A_MILLION, TEN_THOUSAND = 1_000_000, 10_000
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annual:
    """
    The year of the city, or of a district, by what stood on the local day ``on``.

    ``people`` are registered at the end of that day, ``registered`` at the year's end;
    hours are those of the year that were counted by then.
    """

    city: CityYear
    district: DistrictYear | None
    on: date
    people: int

    @property
    def year(self) -> int:
        return self.city.year

    @property
    def is_over(self) -> bool:
        """Whether the year had ended by then."""
        return self.on >= date(self.year, 12, 31)

    @property
    def figures(self) -> CityYear | DistrictYear:
        return self.district or self.city

    @property
    def parts(self) -> tuple[DistrictYear, ...]:
        """The districts of the whole city."""
        return () if self.district else self.city.districts

    @property
    def hours_per_active(self) -> str | None:
        return hours_per(self.figures.minutes, self.figures.active)

    @property
    def sentences(self) -> Iterator[tuple[str, str]]:
        """The year in one sentence, by language: Chinese first."""
        for language in ("zh-hans", "en"):
            with translation.override(language):
                yield language, self._sentence()

    def _sentence(self) -> str:
        told = {
            "when": _end_of(self.on),
            "where": self.district.label if self.district else _("the whole city"),
            "people": about_people(self.people),
            "year": self.year,
            "hours": about_hours(self.figures.minutes, self.figures.registered or 0),
        }
        return (
            _(
                "By %(when)s, registered volunteers of %(where)s came to %(people)s; in"
                " %(year)s each of them served for %(hours)s hours on average."
            )
            % told
        )


def annual(
    year: int, *, on: date, at: datetime, district: str | None = None
) -> Annual | None:
    """
    The year as it stood at the end of a local day; None of a district there is not.

    :param at: the present moment; of today, what was posted up to then
    :raises AsOfNotYet: if figures of that day are not settled yet
    """
    last = timezone.make_aware(datetime.combine(on, time.max))
    figures = city_year(year, at=at, as_of=last if last < at else None)
    people = rows(sql("city_people"), {"year": year, "on": on})
    if district is None:
        return Annual(
            city=figures,
            district=None,
            on=on,
            people=sum(row["registered"] for row in people),
        )
    registered = {row["code"]: row["registered"] for row in people}
    for one in figures.districts:
        if one.code == district:
            return Annual(
                city=figures, district=one, on=on, people=registered[district]
            )
    return None


def about_people(people: int) -> str:
    """From a million on as such numbers are told: 143余万, more than 1.43 million."""
    if people < A_MILLION:
        return str(thousands(people))
    if in_chinese():
        rest = "余" if people % TEN_THOUSAND else ""
        return f"{people // TEN_THOUSAND}{rest}万"
    millions = people // TEN_THOUSAND / 100
    if people % TEN_THOUSAND:
        return _("more than %(n)s million") % {"n": millions}
    return _("%(n)s million") % {"n": millions}


def about_hours(minutes: int, people: int) -> str:
    """Hours for each of them, to the whole hour; below one, to its hundredths."""
    if not people:
        return "0"
    mean = Fraction(minutes, people)
    if mean < 60:
        return decimal_hours(mean)
    whole = (mean + 30) // 60
    if mean == whole * 60:
        return f"{whole}"
    return _("about %(n)s") % {"n": whole}


def _end_of(day: date) -> str:
    """Of the last day of a month, the month."""
    is_last = (day + A_DAY).day == 1
    if in_chinese():
        return f"{day.year}年{day.month}月{'底' if is_last else f'{day.day}日'}"
    if is_last:
        return _("the end of %(month)s") % {"month": f"{day:%B %Y}"}
    return f"{day.day} {day:%B %Y}"
