from django.db import models
from django.db.models.functions import Now


class DemoCity(models.Model):
    """The demo city in this database; it is written last, in one transaction."""

    scale = models.FloatField()
    year = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    running_year = models.BooleanField()
    built_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "demo cities"

    def __str__(self) -> str:
        return f"scale {self.scale}, year {self.year}, seed {self.seed}"
