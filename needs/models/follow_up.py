import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from needs.models.order import Order

# Its words go when it is forgotten who asked.
ONLY_FORGOTTEN = (
    "NEW.words = '' AND ROW(NEW.order_id, NEW.sample_id, NEW.result, NEW.by_id, NEW.at)"
    " IS NOT DISTINCT FROM"
    " ROW(OLD.order_id, OLD.sample_id, OLD.result, OLD.by_id, OLD.at)"
)


class FollowUpSample(models.Model):
    """
    Whom to call about the needs met in a month, drawn by lot once (回访).

    Drawn are the ``drawn`` of ``met`` whose ``needs.drawing.lot`` with this ``seed`` is
    lowest, so that anybody can draw again and find the same.
    """

    month = models.DateField(unique=True)
    seed = models.CharField(max_length=32)
    percent = models.PositiveSmallIntegerField()
    met = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(drawn__lte=F("met")), name="sample_is_of_what_was_met"
            )
        ]
        triggers = [
            Refuse(
                name="sample_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.drawn} of {self.met}"


class CallResult(models.TextChoices):
    """What came of a call."""

    SATISFIED = "satisfied", _("Satisfied")
    UNSATISFIED = "unsatisfied", _("Not satisfied")
    NOT_REACHED = "not_reached", _("Not reached")


class FollowUp(models.Model):
    """
    A call about an order that was drawn; empty until somebody has called.

    It changes no rating and no hours. Who was not reached can be called again.
    """

    Result = CallResult

    order = models.OneToOneField(
        Order, on_delete=models.PROTECT, primary_key=True, related_name="follow_up"
    )
    sample = models.ForeignKey(
        FollowUpSample, on_delete=models.PROTECT, related_name="calls"
    )
    result = models.CharField(max_length=11, choices=CallResult.choices, blank=True)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", by=None, at=None, words="")
                | (~Q(result="") & Q(by__isnull=False, at__isnull=False)),
                name="call_was_made_by_somebody",
            )
        ]
        triggers = [
            Refuse(
                name="call_that_reached_somebody_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.result IN ('satisfied', 'unsatisfied')"
                    f" AND NOT ({ONLY_FORGOTTEN})"
                ),
            ),
            Refuse(name="call_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.result}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be called."""
        return self.result in ("", CallResult.NOT_REACHED)
