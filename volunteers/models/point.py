"""Where something is on the map: in degrees, as satellites tell them (WGS 84)."""

from dataclasses import dataclass
from math import cos, hypot, radians

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

KM_OF_A_DEGREE = 111.2  # of latitude; of longitude less, the farther from the equator


@dataclass(frozen=True, slots=True)
class Point:
    latitude: float
    longitude: float

    @property
    def km_of_longitude(self) -> float:
        """How far one degree to the east is here."""
        return KM_OF_A_DEGREE * cos(radians(self.latitude))

    def rounded(self) -> "Point":
        """The same to about a kilometre, so that it tells no house."""
        return Point(round(self.latitude, 2), round(self.longitude, 2))

    def km_to(self, other: "Point") -> float:
        """How far it is, over a city: the earth is as good as flat."""
        north = (other.latitude - self.latitude) * KM_OF_A_DEGREE
        east = (other.longitude - self.longitude) * self.km_of_longitude
        return hypot(north, east)


def _degrees(most: int) -> models.FloatField:
    within = [MinValueValidator(-most), MaxValueValidator(most)]
    return models.FloatField(null=True, blank=True, validators=within)


class OnTheMap(models.Model):
    """Something of which it may be known where it is."""

    latitude = _degrees(90)
    longitude = _degrees(180)

    class Meta:
        abstract = True

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


def is_a_point(name: str) -> models.CheckConstraint:
    """Both degrees or none, and such as there are on earth."""
    return models.CheckConstraint(
        condition=Q(latitude=None, longitude=None)
        | Q(
            latitude__isnull=False,
            longitude__isnull=False,
            latitude__range=(-90, 90),
            longitude__range=(-180, 180),
        ),
        name=name,
    )
