"""How an organization has insured those who serve with it (志愿服务条例 art. 17)."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from config.triggers import Refuse
from volunteers.models.organization import Organization


class InsurancePolicyQuerySet(models.QuerySet["InsurancePolicy"]):
    def kept(self) -> "InsurancePolicyQuerySet":
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)

    def covering(self, on: date) -> "InsurancePolicyQuerySet":
        """Those that cover who serves on the local date ``on``."""
        return self.kept().filter(covers_from__lte=on, covers_until__gte=on)

    def in_order(self) -> "InsurancePolicyQuerySet":
        """Those that last longest first."""
        return self.order_by("-covers_until", "-pk")


class InsurancePolicy(models.Model):
    """
    A personal accident insurance of an organization's volunteers, as it states it.

    What was stated is never changed: it is taken back and stated anew. Those without
    ``stated_by`` were brought over from what activities said of their insurance, which
    did not tell how many ``people`` it covers.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="insurance_policies"
    )
    insurer = models.CharField(max_length=100)
    number = models.CharField(max_length=50)
    covers_from = models.DateField()
    covers_until = models.DateField()
    people = models.PositiveIntegerField(null=True)
    # Whether it covers service that may be dangerous.
    hazard = models.BooleanField(default=False)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    stated_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    taken_back_at = models.DateTimeField(null=True)

    objects = InsurancePolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "insurance policies"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(covers_until__gte=F("covers_from")),
                name="insurance_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(people=None) | Q(people__gte=1),
                name="insurance_covers_somebody",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="insurance_is_taken_back_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["organization", "insurer", "number", "covers_from"],
                condition=Q(taken_back_at=None),
                name="insurance_is_stated_once",
            ),
        ]
        triggers = [
            Refuse(
                name="insurance_stays_as_it_was_stated",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.taken_back_at IS NOT NULL"
                    " OR (OLD.organization_id, OLD.insurer, OLD.number,"
                    " OLD.covers_from, OLD.covers_until, OLD.people, OLD.hazard,"
                    " OLD.stated_by_id, OLD.stated_at) IS DISTINCT FROM"
                    " (NEW.organization_id, NEW.insurer, NEW.number,"
                    " NEW.covers_from, NEW.covers_until, NEW.people, NEW.hazard,"
                    " NEW.stated_by_id, NEW.stated_at)"
                ),
            ),
            Refuse(name="insurance_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.insurer} {self.number}"

    def covers(self, first: date, last: date) -> bool:
        """Whether it says that it covers both local dates, and those between."""
        return self.covers_from <= first and last <= self.covers_until
