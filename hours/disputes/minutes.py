from django.db.models import Sum

from hours.models import Objection, Session, Status
from volunteers.models import Volunteer


def disputed_minutes(*, volunteer: Volunteer) -> int:
    """How many of a person's counted minutes, of all years, somebody objects to."""
    disputed = Objection.objects.open().filter(volunteer=volunteer)
    counted = Session.objects.filter(
        pk__in=disputed.values("session"), status=Status.APPROVED
    )
    return int(counted.aggregate(sum=Sum("minutes", default=0))["sum"])
