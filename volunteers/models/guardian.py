"""Who agrees for a minor, and how each consent came about (PIPL art. 31)."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from volunteers.ages import OF_AGE, born_by
from volunteers.models.consent import Consent
from volunteers.models.volunteer import Volunteer
from volunteers.sealing import fingerprint, fingerprints, seal, unseal


class GuardianQuerySet(models.QuerySet["Guardian"]):
    def reached_at(self, phone: str) -> "GuardianQuerySet":
        """Those with the phone (+86…)."""
        return self.filter(phone_hash__in=fingerprints(phone))

    def of_minors(self, on: date) -> "GuardianQuerySet":
        """Those whose wards are under 18 on the local date."""
        return self.filter(ward__birth_date__gt=born_by(on, age=OF_AGE))


class Guardian(models.Model):
    """
    A parent or guardian of somebody under 18: an account, or the phone named for one.

    That a phone was named proves nothing; what its holder agreed to is a ``Consent``
    with an ``Agreement``. The phone is sealed, and forgotten when the ward is 18.
    """

    class Relation(models.TextChoices):
        PARENT = "parent", _("Parent")
        OTHER = "other", _("Other guardian")

    ward = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="guardians", db_index=False
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    name = models.CharField(max_length=50, blank=True)
    relation = models.CharField(max_length=6, choices=Relation.choices, blank=True)
    phone_sealed = models.BinaryField(null=True, editable=False)
    phone_hash = models.BinaryField(null=True, editable=False)
    phone_last4 = models.CharField(max_length=4, blank=True, editable=False)
    named_at = models.DateTimeField()

    objects = GuardianQuerySet.as_manager()

    class Meta:
        constraints = [
            # Who names one holds the lock of the ward: also while the key changes.
            models.UniqueConstraint(
                fields=["ward", "phone_hash"], name="guardian_is_named_once"
            ),
            models.UniqueConstraint(
                fields=["ward", "account"], name="account_guards_a_ward_once"
            ),
        ]
        indexes = [
            # All that the holder of a phone may agree to.
            models.Index(fields=["phone_hash"], name="guardian_by_phone")
        ]

    def __str__(self) -> str:
        return f"guardian {self.pk}"

    @property
    def phone(self) -> str:
        """The phone number as +86…, empty where none is known."""
        return unseal(self.phone_sealed) if self.phone_sealed else ""

    @phone.setter
    def phone(self, number: str) -> None:
        self.phone_sealed = seal(number)
        self.phone_hash = fingerprint(number)
        self.phone_last4 = number[-4:]


class Agreement(models.Model):
    """How a guardian's consent came about. Added, never changed."""

    class Way(models.TextChoices):
        CODE = "code", _("The phone proved by a code")
        ACCOUNT = "account", _("Signed in")
        DESK = "desk", _("Signed at a desk")
        PAPER = "paper", _("Signed on paper, loaded from a file")

    consent = models.OneToOneField(
        Consent,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="agreement",
    )
    guardian = models.ForeignKey(
        Guardian, on_delete=models.PROTECT, related_name="agreements"
    )
    way = models.CharField(max_length=7, choices=Way.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(way="code") | Q(by__isnull=False),
                name="agreement_without_a_code_is_somebodys",
            )
        ]
        triggers = [
            Refuse(
                name="agreement_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} {self.way}"
