"""How fast an organization decides; computed in the background."""

from django.db import models

from config.kept import Kept
from volunteers.models import Organization


class OrganizationPace(Kept):
    """
    One organization's decisions of the last 90 days, and how long they took.

    ``half_within`` and ``most_within`` are working days in which half and four of five
    were decided; None where there were none. See ``hours.pace``.
    """

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    decisions = models.PositiveIntegerField()
    half_within = models.PositiveSmallIntegerField(null=True)
    most_within = models.PositiveSmallIntegerField(null=True)
    reckoned_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.most_within} working days"
