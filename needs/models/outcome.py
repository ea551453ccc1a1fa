import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from config.triggers import Refuse
from needs.models.order import Order
from needs.models.words import Way

# Its words go when it is forgotten who asked.
ONLY_FORGOTTEN = (
    "NEW.words = '' AND ROW(NEW.id, NEW.order_id, NEW.round, NEW.stars, NEW.way,"
    " NEW.by_id, NEW.at) IS NOT DISTINCT FROM ROW(OLD.id, OLD.order_id, OLD.round,"
    " OLD.stars, OLD.way, OLD.by_id, OLD.at)"
)


class Outcome(models.Model):
    """
    What was found when a need was met, and how often it was solved.

    ``problem`` is in the organization's words and names nobody: everyone may read it.
    """

    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="outcomes", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    problem = models.CharField(max_length=100)
    solved = models.BooleanField()
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=1), name="outcome_is_of_something"
            )
        ]
        indexes = [models.Index(fields=["order", "id"], name="outcome_of_order")]
        triggers = [
            Refuse(
                name="outcome_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.problem} ({self.count})"


class Rating(models.Model):
    """
    What whoever asked says of how it was met: once for each time (评单).

    ``by`` is the clerk who was told it. With fewer than three stars the order is taken
    up again.
    """

    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="ratings", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    stars = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    words = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=5, choices=Way.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "round"], name="order_is_rated_once_a_time"
            ),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5),
                name="rating_has_one_to_five_stars",
            ),
            models.CheckConstraint(
                condition=Q(way="clerk", by__isnull=False)
                | (~Q(way="clerk") & Q(by=None)),
                name="clerk_stands_for_what_was_told",
            ),
        ]
        triggers = [
            Refuse(
                name="rating_is_only_forgotten",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"NOT ({ONLY_FORGOTTEN})"),
            ),
            Refuse(name="rating_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.stars} of 5"
