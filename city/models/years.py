import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse


class ClosedYear(models.Model):
    """
    That the figures of a year were frozen as of a moment, for ever.

    ``digest`` is the SHA-256 over the published lines; ``by`` is None where the
    operator closed it. What is posted later stands in lines of its own, up to
    ``restated_until``: that alone moves, and only forward.
    """

    year = models.PositiveSmallIntegerField(primary_key=True)
    as_of = models.DateTimeField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()
    restated_until = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        triggers = [
            Refuse(
                name="closed_year_is_never_changed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.restated_until < OLD.restated_until"
                    " OR (OLD.year, OLD.as_of, OLD.digest, OLD.by_id, OLD.at)"
                    " IS DISTINCT FROM"
                    " (NEW.year, NEW.as_of, NEW.digest, NEW.by_id, NEW.at)"
                ),
            ),
            Refuse(name="closed_year_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


class LineKind(models.TextChoices):
    """What a line of a closed year is: the published figure, or why it is another."""

    PUBLISHED = "published", _("Published")
    APPROVE = "approve", _("Approved after the close")
    REVERSE = "reverse", _("Reversed after the close")
    UNDO = "undo", _("Approval taken back")
    MERGE = "merge", _("Records put together")
    PEOPLE = "people", _("People counted anew")


class Cut(models.TextChoices):
    CITY = "city", _("The whole city")
    REGISTERED = "registered", _("Registered people")
    DISTRICT = "district", _("Districts")
    MONTH = "month", _("Months")
    SERVICE_FIELD = "service_field", _("Service fields")
    ORGANIZATION = "organization", _("Organizations")
    SITE = "site", _("Practice sites")


class YearLine(models.Model):
    """
    One figure of a closed year, or what later postings add to it: never changed.

    The figure of now is the sum of all lines of its ``cut`` and ``key``. ``until`` is
    the moment up to which postings are in; ``people`` are those active, by their home,
    and of the cut of registered people those on the register at the year's end.
    """

    closed = models.ForeignKey(
        ClosedYear, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    kind = models.CharField(max_length=9, choices=LineKind.choices)
    reason_code = models.CharField(max_length=30, blank=True)
    until = models.DateTimeField()
    cut = models.CharField(max_length=13, choices=Cut.choices)
    key = models.CharField(max_length=36, blank=True)
    people = models.IntegerField()
    minutes = models.BigIntegerField()
    sessions = models.IntegerField()
    timed = models.BigIntegerField()
    witnessed = models.BigIntegerField()
    declared = models.BigIntegerField()
    entered = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closed", "cut", "key", "kind", "reason_code", "until"],
                name="year_line_is_posted_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="published") | Q(reason_code=""),
                name="published_line_has_no_reason",
            ),
        ]
        triggers = [
            Refuse(
                name="year_line_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.closed_id} {self.cut} {self.key} {self.kind}"
