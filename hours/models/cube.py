"""
What was posted, by day: kept by a job from the ledger, so that approving pays nothing.

Each row says what was posted on one day for one day of service. Summed over all days
of posting it is the figure of now; over those up to a day, the figure as of then.
They hold the ledger up to ``Folded.until``; what is newer stands in the ledger alone.
"""

from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from activities.models import ServiceField
from config.kept import Kept
from hours.models.totals import Minutes
from volunteers.models import District, Organization, Site, Volunteer

# What is summed from the ledger was checked when it was posted there.
UNCHECKED: dict[str, Any] = {"db_index": False, "db_constraint": False}


class Folded(Kept):
    """
    How far the ledger is folded into the days: one row.

    :param until: lines posted before this moment are in, none other
    :param by_day_from: what was posted on earlier days stands under the last day of
        its month of posting
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    until = models.DateTimeField()
    by_day_from = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="folding_has_one_state")
        ]

    def __str__(self) -> str:
        return f"up to {self.until}"


class DayTotal(Minutes):
    """A service date by organization, district, site and field, and day of posting."""

    posted_on = models.DateField()
    service_date = models.DateField()
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", **UNCHECKED
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", **UNCHECKED
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, related_name="+", **UNCHECKED
    )
    service_field = models.ForeignKey(
        ServiceField, on_delete=models.PROTECT, related_name="+", **UNCHECKED
    )

    class Meta:
        constraints = [
            # The city from one date to another.
            models.UniqueConstraint(
                fields=[
                    "service_date",
                    "organization",
                    "district",
                    "site",
                    "service_field",
                    "posted_on",
                ],
                nulls_distinct=False,
                name="day_is_totalled_once",
            )
        ]
        indexes = [
            # One organization, or one practice site, from one date to another.
            models.Index(
                fields=["organization", "service_date"], name="day_of_organization"
            ),
            models.Index(fields=["site", "service_date"], name="day_of_site"),
            # As of a past moment: what was posted since.
            # Rows lie in the order of posting, so a coarse index is enough.
            BrinIndex(fields=["posted_on"], pages_per_range=16, name="day_by_posting"),
        ]

    def __str__(self) -> str:
        return f"{self.service_date} {self.organization_id}: {self.minutes}"


class CityDay(Minutes):
    """A service date by district and day of posting: the same, as short as it gets."""

    pk = models.CompositePrimaryKey("posted_on", "service_date", "district_id")
    posted_on = models.DateField()
    service_date = models.DateField()
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", **UNCHECKED
    )

    class Meta:
        indexes = [
            # The city from one date to another.
            models.Index(fields=["service_date"], name="city_day_by_service")
        ]


class ActiveStep(Kept):
    """
    How many people more were in a band of a year, by what happened in ten minutes.

    Of a year, district of home and hours band as ``ActiveCount`` has them. Counts of
    now less the steps since then are the counts of then.
    """

    pk = models.CompositePrimaryKey("slot", "year", "district_id", "band")
    slot = models.DateTimeField()
    year = models.PositiveSmallIntegerField()
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", **UNCHECKED
    )
    band = models.PositiveSmallIntegerField()
    people = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(band__gte=1, band__lte=5), name="step_is_in_one_of_five"
            )
        ]


class HomeMove(Kept):
    """That a person's year counted under another home from a moment on."""

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField()
    moved_at = models.DateTimeField(db_default=Now())
    old = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    new = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            # Where a person was at home at a moment; and who moved in a stretch of it.
            models.Index(
                fields=["volunteer", "year", "moved_at"], name="move_of_person"
            ),
            models.Index(fields=["moved_at"], name="move_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.year}: {self.old_id} to {self.new_id}"
