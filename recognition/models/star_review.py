import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from recognition.models.stars import NOBODY_ASKS, StarAward
from volunteers.models.naming import uuid7


class ReviewReason(models.TextChoices):
    FELL = "fell", _("Its hours no longer reach the level")
    WITHHELD = "withheld", _("Stars are withheld from the person since")
    OBJECTION = "objection", _("Somebody objects")


class ReviewOutcome(models.TextChoices):
    KEPT = "kept", _("Kept")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class StarReviewQuerySet(models.QuerySet["StarReview"]):
    def open(self) -> "StarReviewQuerySet":
        return self.filter(decided_at=None)


class StarReview(models.Model):
    """
    That somebody is to look again whether an award stands, and what they decided.

    Raised by the job that compares awards with the ledger (``raised_by`` None) or by
    whoever objects; ``minutes`` counted then. Decided once, by staff with ``answer``;
    of its words nothing is changed, but they are erased with who said them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    award = models.ForeignKey(
        StarAward, on_delete=models.PROTECT, related_name="reviews"
    )
    why = models.CharField(max_length=9, choices=ReviewReason.choices)
    minutes = models.PositiveIntegerField()
    words = models.TextField(max_length=500, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="star_objections",
    )
    raised_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=ReviewOutcome.choices, blank=True)
    answer = models.TextField(max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **NOBODY_ASKS)
    decided_at = models.DateTimeField(null=True)

    objects = StarReviewQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            # Whoever sends the same again finds it there.
            models.UniqueConstraint(
                fields=["award", "why", "raised_by"],
                condition=Q(decided_at=None),
                nulls_distinct=False,
                name="star_is_doubted_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(why=ReviewReason.OBJECTION, raised_by__isnull=False)
                | (~Q(why=ReviewReason.OBJECTION) & Q(raised_by=None)),
                name="star_objection_is_somebody_s",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", decided_by=None, decided_at=None)
                | (
                    ~Q(outcome="")
                    & ~Q(answer="")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="star_review_says_who_decided_and_why",
            ),
        ]
        triggers = [
            Refuse(
                name="star_review_begins_open",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.decided_at IS NOT NULL"),
            ),
            Refuse(
                name="star_review_is_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.words <> OLD.words AND NEW.words <> ''"
                    " OR (OLD.award_id, OLD.why, OLD.minutes, OLD.raised_by_id,"
                    " OLD.raised_at) IS DISTINCT FROM (NEW.award_id, NEW.why,"
                    " NEW.minutes, NEW.raised_by_id, NEW.raised_at)"
                    " OR OLD.decided_at IS NOT NULL AND"
                    " (OLD.outcome, OLD.answer, OLD.decided_by_id, OLD.decided_at)"
                    " IS DISTINCT FROM"
                    " (NEW.outcome, NEW.answer, NEW.decided_by_id, NEW.decided_at)"
                ),
            ),
            Refuse(name="star_review_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.why} {self.outcome}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def withdrew(self) -> bool:
        return self.outcome == ReviewOutcome.WITHDRAWN
