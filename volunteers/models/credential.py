"""Papers the law wants for some service: a nurse's licence, a lifeguard's badge."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from config.triggers import Refuse
from volunteers.models.naming import Named
from volunteers.models.organization import Organization
from volunteers.models.volunteer import Volunteer

STATED = (
    *("volunteer_id", "kind_id", "number_ends", "issuer", "valid_from", "valid_until"),
    *("stated_by_id", "stated_at"),
)
CONFIRMED = ("confirmed_by_id", "confirmed_at", "confirmed_for_id")


def _changes(columns: tuple[str, ...]) -> str:
    said = (f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns)
    return " OR ".join(said)


class CredentialKindQuerySet(models.QuerySet["CredentialKind"]):
    def offered(self) -> "CredentialKindQuerySet":
        """Those that may be chosen; what names a retired one keeps it."""
        return self.filter(retired_on=None)


class CredentialKind(Named):
    """
    What a paper is of, as the city's staff list it; a post asks for one by its code.

    One that somebody has stated, or that a post asks for, is retired, never deleted.
    """

    code = models.SlugField(max_length=30, primary_key=True, db_index=False)
    place = models.PositiveSmallIntegerField(default=500)
    retired_on = models.DateField(null=True, blank=True)

    objects = CredentialKindQuerySet.as_manager()

    class Meta:
        ordering = ["place", "code"]
        default_permissions = ()


class CredentialQuerySet(models.QuerySet["Credential"]):
    def kept(self) -> "CredentialQuerySet":
        """Those that their person has not taken back."""
        return self.filter(taken_back_at=None)

    def holding(self, on: date) -> "CredentialQuerySet":
        """Those that somebody has seen, and that hold on the local date ``on``."""
        return self.kept().filter(
            Q(valid_until=None) | Q(valid_until__gte=on),
            valid_from__lte=on,
            confirmed_at__isnull=False,
        )


class Credential(models.Model):
    """
    That somebody has a paper, as they say, and that an official has seen it.

    Of its number only the end is kept: enough to know it again on the paper. What was
    stated is never changed: it is taken back and stated anew.
    """

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="credentials", db_index=False
    )
    kind = models.ForeignKey(
        CredentialKind, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number_ends = models.CharField(max_length=4)
    issuer = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    stated_at = models.DateTimeField()
    # Who has seen the paper, and for which organization; without one, for the city.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    confirmed_for = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    confirmed_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="credential_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, confirmed_for=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="credential_is_seen_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "kind", "number_ends", "valid_from"],
                condition=Q(taken_back_at=None),
                name="credential_is_stated_once",
            ),
        ]
        triggers = [
            Refuse(
                name="credential_stays_as_it_was_stated",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(_changes(STATED)),
            ),
            Refuse(
                name="credential_is_seen_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.confirmed_at IS NOT NULL AND ({_changes(CONFIRMED)})"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.kind_id}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def holds(self, on: date) -> bool:
        """Whether it is valid on the local date; ``holding`` says it of many."""
        return self.valid_from <= on and not self.has_run_out(on)

    def has_run_out(self, on: date) -> bool:
        return self.valid_until is not None and self.valid_until < on
