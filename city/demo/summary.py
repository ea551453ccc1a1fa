"""What was built, in a few lines a person reads."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from hours.models import Session, VolunteerYear
from volunteers.models import District, Organization, Site, Volunteer


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of the city: counted sessions and minutes, and how many served."""

    year: int
    sessions: int
    minutes: int
    active: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a demo city; sessions by status, sites by kind."""

    registered: int
    residents: int
    organizations: int
    organizing_sites: int
    sites: dict[str, int]
    sessions: dict[str, int]
    years: list[YearLine]

    def lines(self) -> Iterator[str]:
        yield (
            f"{self.registered:,} volunteers,"
            f" {self.registered / self.residents:.0%} of {self.residents:,} residents"
            " (residents scaled alike)"
        )
        yield (
            f"{self.organizations} organizations,"
            f" and {self.organizing_sites} sites that organize"
        )
        yield ", ".join(f"{count:,} {kind}s" for kind, count in self.sites.items())
        parts = ", ".join(f"{count:,} {word}" for word, count in self.sessions.items())
        yield f"{sum(self.sessions.values()):,} sessions: {parts}"
        for line in self.years:
            yield (
                f"{line.year}: {line.minutes / 60:,.0f} hours in {line.sessions:,}"
                f" sessions, {line.minutes / 60 / self.registered:.2f} hours a"
                f" registered volunteer, {line.active:,} active"
            )


def summarize() -> Summary:
    """Count what is in the database."""
    kinds = Organization.objects.active().aggregate(
        organizations=Count("pk", filter=~Q(kind=Organization.Kind.SITE)),
        sites=Count("pk", filter=Q(kind=Organization.Kind.SITE)),
    )
    years = (
        VolunteerYear.objects.values_list("year")
        .annotate(
            Sum("sessions"),
            Sum("minutes"),
            active=Count("volunteer", filter=Q(minutes__gt=0)),
        )
        .order_by("year")
    )
    return Summary(
        registered=Volunteer.objects.registered().count(),
        residents=District.objects.aggregate(sum=Sum("resident_population"))["sum"],
        organizations=kinds["organizations"],
        organizing_sites=kinds["sites"],
        sites=_by(Site.objects.all(), "kind"),
        sessions=_by(Session.objects.all(), "status"),
        years=[YearLine(*figures) for figures in years],
    )


def _by(rows: QuerySet, name: str) -> dict[str, int]:
    """How many rows have each value of a field, fewest first."""
    counts = rows.order_by().values_list(name).annotate(count=Count("*"))
    return dict(counts.order_by("count"))
