from django.db import models

from config.history import changes_of


class StarLevel(models.Model):
    """From how many minutes of all years a volunteer has so many stars."""

    level = models.PositiveSmallIntegerField(primary_key=True)
    minutes = models.PositiveIntegerField(unique=True)

    class Meta:
        ordering = ["level"]

    def __str__(self) -> str:
        return f"{self.level}"


class StarLevelEvent(
    changes_of(StarLevel, "insert", "update", "delete"),  # type: ignore[misc]
):
    """That a star's threshold was set, changed or taken away, and by whom."""
