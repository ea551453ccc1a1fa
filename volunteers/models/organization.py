from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from volunteers.models.naming import Named, uuid7
from volunteers.models.place import District, Site


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def active(self) -> "OrganizationQuerySet":
        return self.filter(status=Organization.Status.ACTIVE)

    def public(self) -> "OrganizationQuerySet":
        """What anyone may know of: those that serve, have served, or pause."""
        return self.exclude(
            status__in=[Organization.Status.PENDING, Organization.Status.REJECTED]
        )


class Organization(Named):
    """
    Whoever organizes volunteer service and records its hours (志愿服务条例 art. 8, 41).

    A registered one has a unified social credit code (GB 32100); a group that
    is not registered has a sponsor; a practice site may organize by itself.
    """

    class Kind(models.TextChoices):
        REGISTERED = "registered", _("Registered organization")
        LEGAL_PERSON = "legal_person", _("Other legal person")
        GROUP = "group", _("Volunteer group")
        SITE = "site", _("Practice site")

    class Status(models.TextChoices):
        PENDING = "pending", _("Under review")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        DISSOLVED = "dissolved", _("Dissolved")
        REJECTED = "rejected", _("Not accepted")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    uscc = models.CharField(max_length=18, unique=True, null=True, blank=True)
    sponsor = models.CharField(max_length=100, blank=True)
    status = models.CharField(
        max_length=9, choices=Status.choices, default=Status.PENDING
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="organizations"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
    )
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
            models.UniqueConstraint(
                fields=["site"],
                condition=Q(kind="site"),
                name="site_organizes_as_one",
            ),
        ]

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE
