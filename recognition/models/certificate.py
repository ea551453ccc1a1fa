import secrets
from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.iso7064 import mod_37_36

from config.triggers import Refuse
from hours.models import Evidence
from recognition.models.key import SigningKey
from volunteers.models import Organization, Volunteer

# Without what is easily mistaken; twenty-six of them make a hundred and thirty bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 26


def new_code() -> str:
    """What nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def certificate_number(*, day: date, serial: int) -> str:
    """``Z``, the local day of issue, its serial, and a check character (ISO 7064)."""
    body = f"Z{day:%Y%m%d}{serial:06}"
    return f"{body[:9]}-{body[9:]}-{mod_37_36.calc_check_digit(body)}"


class CertificateSerial(models.Model):
    """The last serial given out to certificates of one local day."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField()


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def with_names(self) -> "CertificateQuerySet":
        """With all that stands on paper, in a bounded number of queries."""
        named = self.select_related("volunteer", "organization", "key", "superseded_by")
        return named.prefetch_related("lines__organization")


class Certificate(models.Model):
    """
    What the ledger says of a person's service between two local dates, on paper.

    By one ``organization``, which recorded it (谁记录谁证明), or a collection with a
    line for each. Its minutes are those of the sessions that were approved, and not
    objected to, when it was issued: entries up to ``last_entry``. It is never changed;
    once one of its hours is taken back, a trigger revokes it in the same statement,
    and a newer one of the same period and organization takes its place.
    """

    class Verdict(models.TextChoices):
        VALID = "valid", _("Valid")
        SUPERSEDED = "superseded", _("Replaced by a newer one")
        REVOKED = "revoked", _("Revoked")

    class RevokedFor(models.TextChoices):
        """Why hours are counted no more; the kinds of entries that take back."""

        REVERSE = "reverse", _("Hours on it were taken back.")
        UNDO = "undo", _("A decision on its hours was undone.")
        MERGE = "merge", _("Its hours went over to another record of the person.")

    id = models.BigAutoField(primary_key=True)
    number = models.CharField(max_length=24, unique=True)
    code = models.CharField(max_length=LENGTH, unique=True, default=new_code)
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="certificates"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="certificates"
    )
    masked_name = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField()
    minutes = models.PositiveIntegerField()
    sessions = models.PositiveIntegerField()
    last_entry = models.BigIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    signature = models.BinaryField(max_length=64)
    revoked_at = models.DateTimeField(null=True)
    revoked_for = models.CharField(max_length=7, choices=RevokedFor.choices, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="certificate_is_of_a_period",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, sessions__gt=0),
                name="certificate_certifies_something",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_for="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_for="")),
                name="certificate_is_revoked_for_a_reason",
            ),
        ]
        triggers = [
            Refuse(
                name="certificate_is_never_changed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.revoked_at IS NULL AND OLD.revoked_at IS NOT NULL OR "
                    + " OR ".join(
                        f"NEW.{name} IS DISTINCT FROM OLD.{name}"
                        for name in (
                            "number", "code", "volunteer_id", "organization_id",
                            "masked_name", "first_day", "last_day", "minutes",
                            "sessions", "last_entry", "issued_at", "issued_by_id",
                            "key_id", "signature",
                        )
                    )
                ),
            ),
            Refuse(name="certificate_is_never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def issued_on(self) -> date:
        return timezone.localdate(self.issued_at)

    @property
    def by_evidence(self) -> dict[Evidence, int]:
        """The minutes of all lines by grade, those that are there."""
        lines = [one.by_evidence for one in self.lines.all()]
        sums = {one: sum(line.get(one, 0) for line in lines) for one in Evidence}
        return {one: minutes for one, minutes in sums.items() if minutes}

    @property
    def verdict(self) -> Verdict:
        if self.superseded_by_id:
            return self.Verdict.SUPERSEDED
        return self.Verdict.REVOKED if self.revoked_at else self.Verdict.VALID


class CertificateLine(models.Model):
    """What one organization recorded of it; minutes also by evidence."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="lines"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    sessions = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    timed = models.PositiveIntegerField()
    witnessed = models.PositiveIntegerField()
    declared = models.PositiveIntegerField()
    entered = models.PositiveIntegerField()

    class Meta:
        ordering = ["-minutes", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "organization"],
                name="organization_stands_on_a_certificate_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    minutes=F("timed") + F("witnessed") + F("declared") + F("entered")
                ),
                name="certified_minutes_are_those_of_all_evidence",
            ),
        ]
        triggers = [
            Refuse(
                name="certificate_line_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    @property
    def by_evidence(self) -> dict[Evidence, int]:
        """Its minutes by grade, those that are there."""
        return {one: found for one in Evidence if (found := getattr(self, one.value))}
