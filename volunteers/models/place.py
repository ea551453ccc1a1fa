import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Guard
from volunteers.models.naming import Named
from volunteers.models.point import OnTheMap, is_a_point


class District(Named):
    """A county-level division of the city, by its GB/T 2260 code."""

    code = models.CharField(max_length=6, primary_key=True)
    resident_population = models.PositiveIntegerField()

    class Meta:
        ordering = ["code"]


class SiteQuerySet(models.QuerySet["Site"]):
    def on_the_map(self) -> "SiteQuerySet":
        """Those of which it is known where they are."""
        return self.filter(latitude__isnull=False)

    def at_or_below(self, site_ids: models.QuerySet | list[int]) -> "SiteQuerySet":
        """The sites named, and all below them: center, institute, station."""
        return self.filter(
            Q(pk__in=site_ids) | Q(parent__in=site_ids) | Q(parent__parent__in=site_ids)
        )


class Site(OnTheMap, Named):
    """
    A practice site: a county's center, a township's institute, a village's station.

    A station always belongs to an institute; an institute whose county has no
    center yet stands alone.
    """

    class Kind(models.TextChoices):
        CENTER = "center", _("Center")
        INSTITUTE = "institute", _("Institute")
        STATION = "station", _("Station")

    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="sites"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="center", parent=None)
                | Q(kind="institute")
                | Q(kind="station", parent__isnull=False),
                name="station_has_an_institute_and_center_has_none",
            ),
            is_a_point("site_is_at_a_point"),
        ]
        indexes = [
            # What is near: those within some degrees.
            models.Index(fields=["latitude", "longitude"], name="site_on_the_map")
        ]
        triggers = [
            Guard(
                name="site_hangs_under_the_next_kind",
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__parent__isnull=False),
                sql="volunteers/sql/site_hangs_under_the_next_kind.sql",
            )
        ]
