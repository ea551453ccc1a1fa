"""
Totals, kept by triggers in the transaction that posts: read them, never write them.

All minutes are whole minutes of approved service; years and months are those of
the local service date. ``reconcile`` proves them against the ledger.
"""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from activities.models import ServiceField
from config.kept import Kept
from config.triggers import Keep, Note
from volunteers.models import District, Organization, Site, Volunteer


class Minutes(Kept):
    """Minutes and sessions, and the minutes once more by evidence."""

    minutes = models.BigIntegerField()
    sessions = models.IntegerField()
    timed = models.BigIntegerField()
    witnessed = models.BigIntegerField()
    declared = models.BigIntegerField()
    entered = models.BigIntegerField()

    class Meta:
        abstract = True

    @property
    def by_evidence(self) -> dict[str, int]:
        return {
            "timed": self.timed,
            "witnessed": self.witnessed,
            "declared": self.declared,
            "entered": self.entered,
        }


# Of a row for each person: what is copied from lines and people that are proved needs
# no foreign key of its own, which would be looked up row by row.
_COPIED: dict[str, Any] = {
    "on_delete": models.PROTECT,
    "db_constraint": False,
    "db_index": False,
}


class VolunteerYear(Minutes):
    """A person's year, and the home the person is counted under in it."""

    pk = models.CompositePrimaryKey("volunteer_id", "year")
    volunteer = models.ForeignKey(Volunteer, **_COPIED, related_name="years")
    year = models.PositiveSmallIntegerField()
    home_district = models.ForeignKey(District, **_COPIED, related_name="+")
    home_site = models.ForeignKey(Site, null=True, **_COPIED, related_name="+")

    class Meta:
        indexes = [
            # The city's list of annual totals per person, most minutes first.
            models.Index(fields=["year", "-minutes", "volunteer"], name="person_year")
        ]
        triggers = [
            Keep(
                name="active_counts_grow",
                operation=pgtrigger.Insert,
                new="after",
                sql="hours/sql/active_counts_grow.sql",
            ),
            Keep(
                name="active_counts_move",
                operation=pgtrigger.Update,
                old="before",
                new="after",
                sql="hours/sql/active_counts_move.sql",
            ),
            # Postings name no home, so they never get here.
            Note(
                name="home_move_is_noted",
                operation=pgtrigger.UpdateOf("home_district_id"),
                condition=pgtrigger.Q(
                    old__home_district__df=pgtrigger.F("new__home_district")
                ),
                sql="hours/sql/note_home_move.sql",
            ),
        ]


class VolunteerOrganizationYear(Minutes):
    """A person's year with one organization."""

    pk = models.CompositePrimaryKey("volunteer_id", "organization_id", "year")
    volunteer = models.ForeignKey(Volunteer, **_COPIED, related_name="+")
    organization = models.ForeignKey(Organization, **_COPIED, related_name="+")
    year = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            # An organization's list of annual totals per person, most first.
            models.Index(
                fields=["organization", "year", "-minutes", "volunteer"],
                name="person_year_with_organization",
            )
        ]


class OrganizationMonth(Minutes):
    """An organization's month, by the district and field the service was in."""

    pk = models.CompositePrimaryKey(
        "organization_id", "month", "district_id", "service_field_id"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="months", db_index=False
    )
    month = models.DateField()
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    service_field = models.ForeignKey(
        ServiceField, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            # The city's year, all organizations.
            models.Index(fields=["month"], name="organization_month_by_month")
        ]


class OrganizationYear(Minutes):
    """
    An organization's year, by the district the service was in.

    The sum of its months, for lists of all organizations.
    """

    pk = models.CompositePrimaryKey("year", "organization_id", "district_id")
    year = models.PositiveSmallIntegerField()
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="years", db_index=False
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class CityMonth(Minutes):
    """
    A sixteenth of the city's month, by the district the service was in.

    ``stripe`` is the last hexadecimal digit of the organization's id: in one row all
    organizations would wait for each other.
    """

    pk = models.CompositePrimaryKey("month", "district_id", "stripe")
    month = models.DateField()
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    stripe = models.PositiveSmallIntegerField()


class SiteMonth(Minutes):
    """A practice site's month."""

    pk = models.CompositePrimaryKey("site_id", "month")
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, related_name="months", db_index=False
    )
    month = models.DateField()

    class Meta:
        indexes = [
            # The city's year, all sites.
            models.Index(fields=["month"], name="site_month_by_month")
        ]


class ActiveCount(Kept):
    """
    How many people of a home served in a year, by hours band.

    Band 1 is under 5 hours, 2 under 20, 3 under 50, 4 under 100, 5 the rest.
    Band 0, registered but not active, is registered minus active.
    """

    year = models.PositiveSmallIntegerField()
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    band = models.PositiveSmallIntegerField()
    people = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "district", "site", "band"],
                nulls_distinct=False,
                name="active_people_are_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(band__gte=1, band__lte=5), name="band_is_one_of_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.district_id} band {self.band}: {self.people}"
