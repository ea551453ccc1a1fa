from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from volunteers.models import Organization


class ServesAt(models.TextChoices):
    """When an organization has people to send."""

    WEEKDAY_MORNINGS = "weekday_am", _("Weekday mornings")
    WEEKDAY_AFTERNOONS = "weekday_pm", _("Weekday afternoons")
    WEEKDAY_EVENINGS = "weekday_eve", _("Weekday evenings")
    WEEKEND_MORNINGS = "weekend_am", _("Weekend mornings")
    WEEKEND_AFTERNOONS = "weekend_pm", _("Weekend afternoons")
    WEEKEND_EVENINGS = "weekend_eve", _("Weekend evenings")


class Capacity(models.Model):
    """
    How many orders an organization can have in hand at once, and when it serves.

    It is the organization's own word, for everybody to read (资源清单). It binds
    nobody: one that is full is proposed last, and may still take something on.
    """

    organization = models.OneToOneField(
        Organization,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="capacity",
    )
    at_once = models.PositiveSmallIntegerField(null=True, blank=True)
    times = ArrayField(
        models.CharField(max_length=11, choices=ServesAt.choices),
        default=list,
        blank=True,
    )
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    stated_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "capacities"
        constraints = [
            models.CheckConstraint(
                condition=Q(at_once=None) | Q(at_once__gte=1),
                name="capacity_is_for_one_at_least",
            ),
            models.CheckConstraint(
                condition=Q(times__contained_by=list(ServesAt.values)),
                name="capacity_is_at_known_times",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.at_once}"

    @property
    def times_in_words(self) -> list[str]:
        return [str(ServesAt(one).label) for one in self.times]
