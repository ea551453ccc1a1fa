"""Teams inside an organization: who serves together, and who leads."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from volunteers.models.belonging import Membership
from volunteers.models.naming import uuid7
from volunteers.models.organization import Organization
from volunteers.models.volunteer import Volunteer


class TeamQuerySet(models.QuerySet["Team"]):
    def going(self) -> "TeamQuerySet":
        """Those that were not dissolved."""
        return self.filter(closed_at=None)


class Team(models.Model):
    """Some members of an organization who serve together, such as by a road."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="teams", db_index=False
    )
    name = models.CharField(max_length=50)
    about = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    closed_at = models.DateTimeField(null=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization",
                Lower("name"),
                condition=Q(closed_at=None),
                name="team_name_is_taken_once",
            )
        ]
        indexes = [
            models.Index(fields=["organization", "id"], name="team_of_organization")
        ]

    def __str__(self) -> str:
        return self.name


class TeamPlaceQuerySet(models.QuerySet["TeamPlace"]):
    def current(self) -> "TeamPlaceQuerySet":
        return self.filter(until=None)

    def leading(self, volunteer: Volunteer | None) -> "TeamPlaceQuerySet":
        """Where the person leads a team that goes on."""
        own = self.current().filter(membership__volunteer=volunteer)
        return own.filter(leads=True, team__closed_at=None)


class TeamPlace(models.Model):
    """
    That a member belongs to a team, from one local date to another, perhaps leads it.

    It ends with the membership. A member may be in several teams.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="places", db_index=False
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="places", db_index=False
    )
    leads = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = TeamPlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "team"],
                condition=Q(until=None),
                name="member_is_in_a_team_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="place_in_a_team_begins_before_it_ends",
            ),
        ]
        indexes = [
            # Its leaders first, then by when they came.
            models.Index(
                fields=["team", "-leads", "id"],
                condition=Q(until=None),
                name="place_of_team",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.team_id}"
