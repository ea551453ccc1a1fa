from django.db import models
from django.db.models.functions import Now


class DemoCity(models.Model):
    """
    The demo city in this database, and whether it is whole.

    An interrupted run leaves ``finished_at`` empty: the next one begins again.
    """

    scale = models.FloatField()
    year = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    running_year = models.BooleanField()
    begun_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "demo cities"

    def __str__(self) -> str:
        return f"scale {self.scale}, year {self.year}, seed {self.seed}"
