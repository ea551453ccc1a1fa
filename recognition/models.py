from django.db import models


class StarLevel(models.Model):
    """From how many minutes of all years a volunteer has so many stars."""

    level = models.PositiveSmallIntegerField(primary_key=True)
    minutes = models.PositiveIntegerField(unique=True)

    class Meta:
        ordering = ["level"]

    def __str__(self) -> str:
        return f"{self.level}"
