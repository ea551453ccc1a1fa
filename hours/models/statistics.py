"""What no sum of totals tells of a year's people; computed in the background."""

from django.db import models

from config.kept import Kept
from volunteers.models import District


class YearStatistics(Kept):
    """
    One year's people, of a home district or (``district`` None) of the whole city.

    Medians are in minutes, exact: between two people half of both. ``settled_at``
    is the moment up to which every posting is in them; see ``hours.statistics``.
    """

    year = models.PositiveSmallIntegerField()
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    registered = models.PositiveIntegerField()
    active = models.PositiveIntegerField()
    first_timers = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    lapsed = models.PositiveIntegerField()
    median_active = models.DecimalField(max_digits=9, decimal_places=1, null=True)
    median_registered = models.DecimalField(max_digits=9, decimal_places=1, null=True)
    settled_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "year statistics"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "district"],
                nulls_distinct=False,
                name="statistics_stand_once_for_a_year",
            )
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.year} {self.district_id or 'city'}: {self.active} active"

    @property
    def went_on(self) -> int:
        """Active in this year and in the one before."""
        return self.active - self.first_timers - self.returned
