"""How much somebody has served, for activities that ask for experience."""

from django.db.models import Sum

from hours.models import VolunteerYear
from volunteers.models import Volunteer


def minutes_of(volunteer: Volunteer) -> int:
    """All the minutes that count for somebody, of all years."""
    years = VolunteerYear.objects.filter(volunteer=volunteer)
    return int(years.aggregate(minutes=Sum("minutes"))["minutes"] or 0)
