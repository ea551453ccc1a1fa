"""What somebody may not do for a while, because hours were proved not to be right."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from volunteers.models.naming import uuid7
from volunteers.models.organization import Organization
from volunteers.models.volunteer import Volunteer


class RestrictionKind(models.TextChoices):
    """What is withheld: from a person, and the last from an organization."""

    SELF_LOGGING = "self_logging", _("Logs no hours of their own")
    STARS = "stars", _("Receives no stars")
    PUBLISHING = "publishing", _("Publishes no activities")

    @property
    def is_of_people(self) -> bool:
        return self is not RestrictionKind.PUBLISHING


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def in_force(self, on: date) -> "RestrictionQuerySet":
        """Those that hold on the local date ``on``."""
        return self.filter(lifted_at=None, until__gte=on)

    def on_publishing(self, organization: Organization) -> "RestrictionQuerySet":
        """Those that keep an organization from publishing activities."""
        return self.filter(organization=organization, kind=RestrictionKind.PUBLISHING)


class Restriction(models.Model):
    """
    That city staff withhold something after a case was proved (rule L34).

    It holds from ``at`` to the end of the local date ``until``, unless it is lifted.
    ``because_of`` is the case it follows from, of a room that this one does not know.
    ``words`` are read by whom it is about. Added and lifted once, never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=RestrictionKind.choices)
    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        null=True,
        related_name="restrictions",
        db_index=False,
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="restrictions",
        db_index=False,
    )
    because_of = models.UUIDField()
    until = models.DateField()
    words = models.TextField(max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_words = models.TextField(max_length=1000, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind=RestrictionKind.PUBLISHING,
                    organization__isnull=False,
                    volunteer=None,
                )
                | Q(
                    kind__in=[RestrictionKind.SELF_LOGGING, RestrictionKind.STARS],
                    organization=None,
                    volunteer__isnull=False,
                ),
                name="restriction_is_of_who_can_be_restricted",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__gte=F("at"), lifted_by__isnull=False),
                name="restriction_is_lifted_by_somebody",
            ),
            # Whoever sends the same again finds it there.
            models.UniqueConstraint(
                fields=["because_of", "kind", "volunteer", "organization"],
                condition=Q(lifted_at=None),
                nulls_distinct=False,
                name="restriction_follows_once_from_a_case",
            ),
        ]
        indexes = [
            # Whether something is withheld from a person, and from an organization.
            models.Index(
                fields=["volunteer", "kind", "until"],
                condition=Q(lifted_at=None, volunteer__isnull=False),
                name="restriction_of_person",
            ),
            models.Index(
                fields=["organization", "kind", "until"],
                condition=Q(lifted_at=None, organization__isnull=False),
                name="restriction_of_organization",
            ),
            # What the city withholds, the latest first.
            models.Index(fields=["-at", "-id"], name="restriction_latest"),
        ]
        triggers = [
            Refuse(name="restriction_is_never_deleted", operation=pgtrigger.Delete),
            Refuse(
                name="restriction_is_lifted_once_and_else_unchanged",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.lifted_at IS NOT NULL OR "
                    "(OLD.kind, OLD.volunteer_id, OLD.organization_id, OLD.because_of,"
                    " OLD.until, OLD.words, OLD.by_id, OLD.at) IS DISTINCT FROM"
                    " (NEW.kind, NEW.volunteer_id, NEW.organization_id, NEW.because_of,"
                    " NEW.until, NEW.words, NEW.by_id, NEW.at)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.until}"

    @property
    def is_lifted(self) -> bool:
        return self.lifted_at is not None

    def holds(self, on: date) -> bool:
        """Whether it holds on the local date ``on``."""
        return not self.is_lifted and self.until >= on
