from django.db import models

from volunteers.models.place import District


class RegisteredDay(models.Model):
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
