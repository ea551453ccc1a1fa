from django.db.models import Sum

from hours.models import Objection, Session, Status
from volunteers.models import Volunteer


def disputed_by_year(*, volunteer: Volunteer) -> dict[tuple[int, str], int]:
    """
    How many of a person's counted minutes somebody objects to, by the year of service
    and the grade of evidence.
    """
    disputed = Objection.objects.open().filter(volunteer=volunteer)
    counted = Session.objects.filter(
        pk__in=disputed.values("session"), status=Status.APPROVED
    )
    sums = counted.order_by().values_list("service_date__year", "evidence")
    return {
        (year, evidence): minutes
        for year, evidence, minutes in sums.annotate(sum=Sum("minutes"))
    }


def disputed_minutes(*, volunteer: Volunteer) -> int:
    """How many of a person's counted minutes, of all years, somebody objects to."""
    return sum(disputed_by_year(volunteer=volunteer).values())
