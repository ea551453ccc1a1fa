"""Random audits: counted hours drawn by chance, and whether somebody confirms them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.models import Job
from hours.models.session import Session
from volunteers.models import Organization, Volunteer


class Audit(models.Model):
    """
    One sample of the counted sessions of some local dates, both included.

    ``seed`` and the dates draw the same sessions again, as long as the ledger stands.
    ``size`` is how many were asked for; every organization gives at least one. A
    ``job`` draws them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    seed = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField()
    size = models.PositiveIntegerField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    drawn_at = models.DateTimeField()
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-drawn_at"]

    def __str__(self) -> str:
        return f"{self.since} – {self.until} ({self.seed})"


class Reply(models.TextChoices):
    """What came of asking."""

    WAITING = "", _("Not answered yet")
    CONFIRMED = "confirmed", _("Confirmed")
    DENIED = "denied", _("Not so")
    UNREACHED = "unreached", _("Not reached")


class AuditedSession(models.Model):
    """
    A session that was drawn, and what came of asking whoever served.

    ``replied_by`` is the person, or who asked them; once somebody has confirmed or
    denied it, it stays.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    audit = models.ForeignKey(
        Audit, on_delete=models.PROTECT, related_name="sessions", db_index=False
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reply = models.CharField(
        max_length=9, choices=Reply.choices, blank=True, default=""
    )
    words = models.CharField(max_length=500, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "audit", "session"], name="session_is_drawn_once"
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_by=None, replied_at=None)
                | ~Q(reply="") & Q(replied_by__isnull=False, replied_at__isnull=False),
                name="reply_is_somebodys",
            ),
        ]
        indexes = [
            # What one is asked oneself, on one's own page.
            models.Index(
                fields=["volunteer"], condition=Q(reply=""), name="asked_of_volunteer"
            ),
            # An organization's share of confirmed hours.
            models.Index(
                fields=["organization"],
                include=["reply"],
                condition=Q(reply__in=["confirmed", "denied"]),
                name="replied_of_organization",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.reply}"

    @property
    def is_settled(self) -> bool:
        """Whether somebody who knows has said so."""
        return self.reply in (Reply.CONFIRMED, Reply.DENIED)
