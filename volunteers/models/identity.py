"""How sure the city is of who somebody is, and who registered them for the city."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from volunteers.models.organization import Organization
from volunteers.models.place import Site
from volunteers.models.volunteer import Volunteer


class Identity(models.TextChoices):
    """
    The state of the real-name check (慈善法 art. 66).

    A check digit proves that a number is well-formed, not whose it is; each state
    says no more than what was looked at.
    """

    UNVERIFIED = "unverified", _("Not verified yet")
    NUMBER_FITS = "number_fits", _("Document number is well-formed")
    CONFIRMED = "confirmed", _("Confirmed by a register")
    SEEN = "seen", _("Document seen at a desk")
    FAILED = "failed", _("Document did not match")


class IdentityCheck(models.Model):
    """
    One look at who somebody is: by the program, or by ``by`` with the document in hand.

    The latest holds; all of them are the history. Added, never changed.
    """

    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        related_name="identity_checks",
        db_index=False,
    )
    state = models.CharField(max_length=11, choices=Identity.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False) | ~Q(state="seen"),
                name="document_is_seen_by_somebody",
            )
        ]
        indexes = [
            # Somebody's history, the latest first.
            models.Index(fields=["volunteer", "-id"], name="identity_check_latest")
        ]
        triggers = [
            Refuse(
                name="identity_check_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.state}"


class Reception(models.Model):
    """
    That an office registered somebody: where, by whom, with whose phone.

    Added, never changed.
    """

    class PhoneIs(models.TextChoices):
        OWN = "own", _("Their own")
        RELATIVE = "relative", _("A relative's")

    class Consented(models.TextChoices):
        PAPER = "paper", _("Signed on paper")
        SPOKEN = "spoken", _("Spoken, after it was read out")

    volunteer = models.OneToOneField(
        Volunteer,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="reception",
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, related_name="receptions"
    )
    phone_is = models.CharField(max_length=8, choices=PhoneIs.choices, blank=True)
    consented = models.CharField(max_length=6, choices=Consented.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, site=None)
                | Q(organization=None, site__isnull=False),
                name="somebody_is_received_at_one_place",
            )
        ]
        triggers = [
            Refuse(
                name="reception_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id}"
