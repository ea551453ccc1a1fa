import pgtrigger
from django.conf import settings
from django.db import models

from config.triggers import Refuse

LONGEST = 500  # letters of why


class RuleStopQuerySet(models.QuerySet["RuleStop"]):
    def newest_first(self) -> "RuleStopQuerySet":
        return self.order_by("-pk")

    def standing(self) -> "RuleStop | None":
        """The one that holds now; None while organizations' rules may decide."""
        latest = self.newest_first().first()
        return latest if latest and latest.stops else None


class RuleStop(models.Model):
    """
    That the city stopped the rules of all organizations, or let them go on (``stops``
    False), at once and why. The latest holds. Added, never changed.
    """

    stops = models.BooleanField()
    words = models.CharField(max_length=LONGEST)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    objects = RuleStopQuerySet.as_manager()

    class Meta:
        triggers = [
            Refuse(
                name="rule_stop_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{'stopped' if self.stops else 'going on'} {self.at:%F %R}"
