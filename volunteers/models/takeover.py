"""That a record which an office kept became the person's own."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from config.triggers import Refuse
from volunteers.models.naming import uuid7
from volunteers.models.organization import Organization
from volunteers.models.place import Site
from volunteers.models.volunteer import Volunteer


class Takeover(models.Model):
    """
    That somebody took over the record an office kept: when, and who let them.

    The office is the one that registered them, else the site they are at home at;
    ``by`` is who sat beside them, None where they did it alone. Added, never changed.
    """

    volunteer = models.OneToOneField(
        Volunteer,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="takeover",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()
    # What notices know it by.
    key = models.UUIDField(unique=True, editable=False, default=uuid7)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organization=None) | Q(site=None),
                name="record_is_taken_over_from_one_place",
            )
        ]
        indexes = [
            # What was taken over lately from an organization, and from a site.
            models.Index(
                fields=["organization", "-at"],
                condition=Q(organization__isnull=False),
                name="takeover_from_organization",
            ),
            models.Index(
                fields=["site", "-at"],
                condition=Q(site__isnull=False),
                name="takeover_from_site",
            ),
        ]
        triggers = [
            Refuse(
                name="takeover_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id}"

    @property
    def place(self) -> Organization | Site | None:
        """The office that kept the record until then."""
        return self.organization or self.site
