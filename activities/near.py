"""What one can do next, the nearest first."""

from datetime import datetime, timedelta

from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import Coalesce, Power, Sqrt

from activities.models.shift import ShiftQuerySet
from activities.reports import Wanted, beginning, find
from volunteers.models import Site
from volunteers.models.point import KM_OF_A_DEGREE, Point

AHEAD = timedelta(days=14)
WITHIN = 30  # km: as far as somebody goes to serve


def find_near(
    point: Point, wanted: Wanted, *, at: datetime, within: int = WITHIN
) -> ShiftQuerySet:
    """
    What ``find`` finds of the two weeks from then on near the point, with ``km``.

    An activity is at its own point, else at its site's. What is farther is left out by
    the degrees, in indexes, before anything is measured.

    :param within: kilometres
    """
    until = beginning(wanted, at=at) + AHEAD
    found = find(wanted, at=at).filter(_around(point, within), starts_at__lt=until)
    measured = found.annotate(km=_km_from(point))
    return measured.filter(km__lte=within).order_by("km", "starts_at", "pk")


def _around(point: Point, within: int) -> Q:
    inside = {
        "latitude__range": _range(point.latitude, within / KM_OF_A_DEGREE),
        "longitude__range": _range(point.longitude, within / point.km_of_longitude),
    }
    # Named one by one, as ``find`` does: the planner then knows how few they may be.
    sites = list(Site.objects.filter(**inside).values_list("pk", flat=True))
    itself = {f"activity__{name}": value for name, value in inside.items()}
    return Q(**itself) | Q(activity__latitude=None, activity__site__in=sites)


def _range(middle: float, degrees: float) -> tuple[float, float]:
    return middle - degrees, middle + degrees


def _km_from(point: Point) -> Sqrt:
    """As ``Point.km_to`` measures it."""
    north = (_degrees("latitude") - Value(point.latitude)) * Value(KM_OF_A_DEGREE)
    east = (_degrees("longitude") - Value(point.longitude)) * Value(
        point.km_of_longitude
    )
    return Sqrt(Power(north, 2) + Power(east, 2), output_field=FloatField())


def _degrees(name: str) -> Coalesce:
    return Coalesce(F(f"activity__{name}"), F(f"activity__site__{name}"))
