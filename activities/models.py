from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from volunteers.models import District, Organization, Site
from volunteers.models.naming import Named, uuid7


class ServiceField(Named):
    """A field of service, by the code of the national system (0006: environment)."""

    code = models.CharField(max_length=4, primary_key=True)

    class Meta:
        ordering = ["code"]


class ActivityQuerySet(models.QuerySet["Activity"]):
    def running(self, on: date) -> "ActivityQuerySet":
        """Those that take place on the local date ``on``."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Activity(models.Model):
    """What an organization does, where, and between which local dates."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(max_length=50)
    title_en = models.CharField(max_length=100, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="activities"
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="activities"
    )
    service_field = models.ForeignKey(
        ServiceField, on_delete=models.PROTECT, related_name="activities"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="activity_starts_before_it_ends",
            )
        ]
        indexes = [
            # What an organization's volunteers can log against.
            models.Index(
                fields=["organization", "ends_on"], name="activity_of_organization"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The title in the language of the reader."""
        if get_language() == "en" and self.title_en:
            return self.title_en
        return self.title
