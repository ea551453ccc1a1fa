"""What the detectors found, worked like cases: nothing here punishes by itself."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from config.models import Job
from config.triggers import Refuse
from hours.models.session import Session
from hours.models.states import Status
from volunteers.models import Organization, Volunteer


class FindingState(models.TextChoices):
    """Where a case stands; ``NEXT_STATES`` says what may follow."""

    OPEN = "open", _("Nobody looked yet")
    ASKED = "asked", _("Asked")
    EXPLAINED = "explained", _("Explained")
    CONFIRMED = "confirmed", _("Proved")


# A person decides each of these, and says why (个人信息保护法 art. 24).
NEXT_STATES: dict[FindingState, set[FindingState]] = {
    FindingState.OPEN: {
        FindingState.ASKED,
        FindingState.EXPLAINED,
        FindingState.CONFIRMED,
    },
    FindingState.ASKED: {FindingState.EXPLAINED, FindingState.CONFIRMED},
    FindingState.EXPLAINED: {FindingState.OPEN},
    FindingState.CONFIRMED: {FindingState.OPEN},
}


class Finding(models.Model):
    """
    Something a detector found, and where its case stands.

    ``subject`` is what it was found of, in the detector's own words: looked at again,
    the same case is brought up to date. ``shown`` are its ``sessions``, those that show
    it best first, and ``people`` the first of those it is about; ``minutes`` are whole.
    ``seen_at`` is when a detector last saw it, ``job`` takes its hours back.
    """

    FIRST = 200  # sessions, as many as its page lists

    id = models.UUIDField(primary_key=True, editable=False)
    detector = models.SlugField(max_length=30, db_index=False)
    subject = models.CharField(max_length=200)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    other_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    first_on = models.DateField()
    last_on = models.DateField()
    sessions = models.PositiveIntegerField()
    minutes = models.PositiveBigIntegerField()
    people = ArrayField(models.BigIntegerField())
    shown = ArrayField(models.UUIDField())
    figures = models.JSONField()
    state = models.CharField(
        max_length=9, choices=FindingState.choices, default=FindingState.OPEN
    )
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["detector", "subject"], name="finding_is_one_case"
            )
        ]
        indexes = [
            # The cases of a state, those found last first.
            models.Index(fields=["state", "-found_at", "-id"], name="finding_of_state"),
        ]

    def __str__(self) -> str:
        return f"{self.detector} {self.subject}"

    @property
    def is_asked(self) -> bool:
        return self.state == FindingState.ASKED

    @property
    def next_states(self) -> list[FindingState]:
        """What may become of the case now."""
        following = NEXT_STATES[FindingState(self.state)]
        return [one for one in FindingState if one in following]

    def evidence(self) -> "models.QuerySet[Session]":
        """The sessions that show it best, in the order of their time."""
        first = self.shown[: self.FIRST]
        found = Session.objects.filter(pk__any_of=first).with_names()
        return found.order_by("started_at", "pk")

    def counted(self) -> "models.QuerySet[Session]":
        """All of its sessions that count."""
        return Session.objects.filter(pk__any_of=self.shown, status=Status.APPROVED)


class FindingStep(models.Model):
    """What was said and decided about a case. Added, never changed."""

    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    old = models.CharField(max_length=9, choices=FindingState.choices)
    new = models.CharField(max_length=9, choices=FindingState.choices)
    words = models.TextField(max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # A case's steps, in the order in which they were taken.
            models.Index(fields=["finding", "id"], name="finding_step")
        ]
        triggers = [
            Refuse(
                name="finding_step_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

    @property
    def is_an_answer(self) -> bool:
        """Words that decide nothing: an organization's answer."""
        return self.old == self.new


class Look(models.Model):
    """
    That a detector looked at the service of some local dates, and found so much.

    The latest of each detector stays.
    """

    detector = models.SlugField(max_length=30, primary_key=True)
    since = models.DateField()
    until = models.DateField()
    found = models.PositiveIntegerField()
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.detector} {self.looked_at:%F %R}"
