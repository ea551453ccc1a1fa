import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from volunteers.models.organization import Organization
from volunteers.models.volunteer import Volunteer


class Way(models.TextChoices):
    """
    How somebody became a member; nobody does without a yes of their own.

    Of whoever was registered at an organization's desk, ``Reception`` says how.
    """

    UNKNOWN = "", _("Before this was noted")
    OPEN = "open", _("Joined by themselves")
    REQUEST = "request", _("Asked, and was accepted")
    INVITATION = "invite", _("Accepted an invitation")
    LINK = "link", _("Joined by a link")
    PAPER = "paper", _("Agreed on paper")
    DESK = "desk", _("Registered by the organization")


class Ending(models.TextChoices):
    """How a membership ended; nothing while it lasts, or where it was not noted."""

    LEFT = "left", _("Left")
    REMOVED = "removed", _("Ended by the organization")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(left_on__isnull=True)

    def past(self) -> "MembershipQuerySet":
        return self.filter(left_on__isnull=False)

    def of(self, volunteer: Volunteer) -> "MembershipQuerySet":
        """Those of one person, present and past, each found by its own index."""
        return self.filter(
            Q(volunteer=volunteer, left_on__isnull=True)
            | Q(volunteer=volunteer, left_on__isnull=False)
        )


class Membership(models.Model):
    """
    That a volunteer belongs to an organization, from one local date to another.

    An ended one stays, with who ended it and why; whoever comes back has another.
    ``agreed_on`` is the local date of a yes that was given on paper.
    """

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="memberships",
        db_index=False,
    )
    joined_on = models.DateField()
    way = models.CharField(
        max_length=7, choices=Way.choices, blank=True, default="", db_default=""
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    agreed_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    ending = models.CharField(
        max_length=7, choices=Ending.choices, blank=True, default="", db_default=""
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    ending_reason = models.CharField(
        max_length=300, blank=True, default="", db_default=""
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "organization"],
                condition=Q(left_on__isnull=True),
                name="volunteer_is_a_member_once",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="member_joins_before_leaving",
            ),
            models.CheckConstraint(
                condition=~Q(ending="removed") | ~Q(ending_reason=""),
                name="member_reads_why_a_membership_was_ended",
            ),
            models.CheckConstraint(
                condition=~Q(way="paper")
                | Q(agreed_on__isnull=False, entered_by__isnull=False),
                name="member_on_paper_has_a_date_and_an_author",
            ),
        ]
        indexes = [
            # An organization's members; a volunteer's are found by the constraint.
            models.Index(
                fields=["organization", "volunteer"],
                condition=Q(left_on__isnull=True),
                name="member_of_organization",
            ),
            # A person's past memberships; the present ones are in the constraint.
            models.Index(
                fields=["volunteer"],
                condition=Q(left_on__isnull=False),
                name="membership_that_ended",
            ),
            # An organization's past members, whose leaving its history tells.
            models.Index(
                fields=["organization"],
                condition=Q(left_on__isnull=False),
                name="member_who_left",
            ),
        ]
        triggers = [
            Refuse(name="membership_is_never_deleted", operation=pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} in {self.organization_id}"

    @property
    def was_removed(self) -> bool:
        return self.ending == Ending.REMOVED
