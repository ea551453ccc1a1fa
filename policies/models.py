from django.db import models

from config.history import changes_of


class Policy(models.Model):
    """A number the city has set, with the local date from which it holds."""

    code = models.SlugField(max_length=50)
    holds_from = models.DateField()
    value = models.IntegerField()

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "holds_from"], name="policy_changes_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value} from {self.holds_from}"


class PolicyEvent(
    changes_of(Policy, "insert", "update", "delete"),  # type: ignore[misc]
):
    """That a number was set, changed or taken away, and by whom."""


class CalendarDay(models.Model):
    """A local date on which the city works, or does not, whatever its weekday."""

    day = models.DateField(unique=True)
    is_working = models.BooleanField()
    name = models.CharField(max_length=50)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    @property
    def label(self) -> str:
        return str(self)


class CalendarDayEvent(
    changes_of(CalendarDay, "insert", "update", "delete"),  # type: ignore[misc]
):
    """That a day was marked, changed or taken away, and by whom."""
