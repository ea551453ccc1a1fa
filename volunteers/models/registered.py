from django.db import models

from config.kept import Kept
from volunteers.models.place import District


class RegisteredDay(Kept):
    """
    How many more people a district had registered at the end of a local day.

    Kept by triggers on ``Volunteer``; the sum up to a day is the count that day.
    """

    pk = models.CompositePrimaryKey("day", "district_id")
    day = models.DateField()
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    delta = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.district_id} {self.day}: {self.delta:+}"


class RegisteredMonth(Kept):
    """
    The same by local month: the sum of a district's days.

    Up to a day, only the days of its own month need to be read one by one.
    """

    pk = models.CompositePrimaryKey("month", "district_id")
    month = models.DateField()
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    delta = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.district_id} {self.month:%Y-%m}: {self.delta:+}"
