import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.history import changes_of
from config.triggers import Refuse

# Said with words of one's own, and by the program: no reasons anybody may add.
OTHER = "other"
MERGED = "merged"
AUTOMATIC = "automatic"
NOT_CHECKED_OUT = "not_checked_out"


class Occasion(models.TextChoices):
    """When a reason is offered."""

    REJECT = "reject", _("Hours are not accepted")
    QUERY = "query", _("Somebody is asked back")
    REVERSE = "reverse", _("Counted hours no longer count")
    CORRECT = "correct", _("Counted hours get other times")


class Reason(models.Model):
    """
    A reason deciders choose, by a code that stays what it is.

    From the local date ``retired_on`` on nobody chooses it; it is never deleted, for
    decisions were made with it. ``place`` is its place in the lists it is offered in.
    """

    code = models.SlugField(max_length=30, unique=True)
    occasions = ArrayField(models.CharField(max_length=7, choices=Occasion.choices))
    place = models.PositiveSmallIntegerField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["place", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code__in=[OTHER, MERGED, AUTOMATIC, NOT_CHECKED_OUT]),
                name="reason_has_a_free_code",
            )
        ]
        triggers = [
            Refuse(name="reason_is_never_deleted", operation=pgtrigger.Delete),
            Refuse(
                name="reason_keeps_its_code",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.code IS DISTINCT FROM OLD.code"),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ReasonWords(models.Model):
    """
    What a reason says from a moment on; what was decided before keeps the words before.
    """

    reason = models.ForeignKey(
        Reason, on_delete=models.PROTECT, related_name="words", db_index=False
    )
    since = models.DateTimeField()
    zh = models.CharField(max_length=100)
    en = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "reason words"
        constraints = [
            models.UniqueConstraint(
                fields=["reason", "since"], name="reason_says_one_thing_at_a_time"
            )
        ]
        triggers = [
            Refuse(
                name="reason_words_are_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return self.zh


class ReasonEvent(
    changes_of(Reason, "insert", "update"),  # type: ignore[misc]
):
    """That a reason was added, offered elsewhere or retired, and by whom."""


class ReasonWordsEvent(
    changes_of(ReasonWords, "insert"),  # type: ignore[misc]
):
    """That a reason was given words, and by whom."""
