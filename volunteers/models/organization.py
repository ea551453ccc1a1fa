from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from config.triggers import Guard, Refuse, forbidden_moves
from volunteers.models.naming import Named, uuid7
from volunteers.models.organization_states import (
    APPLYING,
    ORGANIZATION_NEXT,
    OrganizationStatus,
)
from volunteers.models.place import District, Site


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def active(self) -> "OrganizationQuerySet":
        """Those that may begin something new; ``is_active`` says it of one."""
        return self.filter(status=OrganizationStatus.ACTIVE)

    def applying(self) -> "OrganizationQuerySet":
        """Those the city has not decided about."""
        return self.filter(status__in=APPLYING)

    def public(self) -> "OrganizationQuerySet":
        """What anyone may know of: those that serve, have served, or pause."""
        return self.exclude(status__in=[*APPLYING, OrganizationStatus.REJECTED])

    def expired(self, on: date) -> "OrganizationQuerySet":
        """Those whose term ended before the local date ``on``."""
        return self.filter(valid_until__lt=on)


class Organization(Named):
    """
    Whoever organizes volunteer service and records its hours (志愿服务条例 art. 8, 41).

    A registered one has a unified social credit code (GB 32100); a group that
    is not registered has a sponsor; a practice site may organize by itself.
    ``valid_until`` is the last local date of its term, None where it has none.
    """

    Status = OrganizationStatus

    class Kind(models.TextChoices):
        REGISTERED = "registered", _("Registered organization")
        LEGAL_PERSON = "legal_person", _("Other legal person")
        GROUP = "group", _("Volunteer group")
        SITE = "site", _("Practice site")

    class Joining(models.TextChoices):
        """How volunteers become members; whoever is invited need not ask."""

        OPEN = "open", _("Whoever is registered joins at once")
        REVIEWED = "reviewed", _("People ask, the organization decides")
        CLOSED = "closed", _("By invitation only")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    uscc = models.CharField(max_length=18, null=True, blank=True)
    # In words always; and which one it is, where the city knows it.
    sponsor = models.CharField(max_length=100, blank=True)
    sponsor_organization = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sponsor_site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        max_length=9,
        choices=OrganizationStatus.choices,
        default=OrganizationStatus.PENDING,
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="organizations"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="succeeds"
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
    )
    joining = models.CharField(
        max_length=8,
        choices=Joining.choices,
        default=Joining.REVIEWED,
        db_default=Joining.REVIEWED,
    )
    valid_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="registered") | Q(uscc__isnull=False),
                name="registered_organization_has_a_credit_code",
            ),
            models.CheckConstraint(
                condition=~Q(kind="group") | Q(uscc__isnull=False) | ~Q(sponsor=""),
                name="group_without_credit_code_has_a_sponsor",
            ),
            models.CheckConstraint(
                condition=~Q(kind="site") | Q(site__isnull=False),
                name="organizing_site_is_a_site",
            ),
            # Who was refused may apply anew with the same code, or the same site.
            models.UniqueConstraint(
                fields=["uscc"],
                condition=~Q(status="rejected"),
                name="credit_code_names_one_organization",
            ),
            models.UniqueConstraint(
                fields=["site"],
                condition=Q(kind="site") & ~Q(status__in=["rejected", "dissolved"]),
                name="site_organizes_as_one",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="organization_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(successor=None)
                | (Q(status="dissolved") & ~Q(successor=F("id"))),
                name="only_a_dissolved_organization_has_a_successor",
            ),
        ]
        indexes = [
            # The city's queue: whoever applied first comes first.
            models.Index(
                fields=["created_at", "id"],
                condition=Q(status__in=["pending", "queried"]),
                name="organization_applying",
            )
        ]
        triggers = [
            Refuse(
                name="organization_moves_as_the_table_allows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(forbidden_moves(ORGANIZATION_NEXT)),
            ),
            Guard(
                name="organization_is_never_above_itself",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.parent_id IS NOT NULL"
                    " AND NEW.parent_id IS DISTINCT FROM OLD.parent_id"
                ),
                sql="volunteers/sql/organization_is_never_above_itself.sql",
            ),
        ]

    @property
    def is_active(self) -> bool:
        """Whether it may begin anything new: hours, members, offices, sign-ups."""
        return self.status == OrganizationStatus.ACTIVE

    @property
    def is_open(self) -> bool:
        """Whether volunteers join without being asked or looked at."""
        return self.joining == self.Joining.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether only those who are invited join."""
        return self.joining == self.Joining.CLOSED

    @property
    def is_applying(self) -> bool:
        return self.status in APPLYING

    @property
    def is_public(self) -> bool:
        """Whether the city has once said yes; ``public`` says it of many."""
        return not self.is_applying and self.status != OrganizationStatus.REJECTED

    @property
    def is_queried(self) -> bool:
        return self.status == OrganizationStatus.QUERIED

    @property
    def is_suspended(self) -> bool:
        return self.status == OrganizationStatus.SUSPENDED

    @property
    def is_dissolved(self) -> bool:
        return self.status == OrganizationStatus.DISSOLVED

    @property
    def may_restate(self) -> bool:
        """Whether it can change its data or renew: it serves, or pauses."""
        return self.is_active or self.is_suspended

    def is_expired(self, on: date) -> bool:
        """Whether its term ended before the local date ``on``."""
        return self.valid_until is not None and self.valid_until < on
