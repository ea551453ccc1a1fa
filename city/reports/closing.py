"""What closing an account would come to, for its owner to read before."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from city.looks import office
from hours.models import Session, VolunteerYear
from hours.rules.withdraw_waiting import WAITING
from volunteers.models import Account


@dataclass(frozen=True, slots=True)
class Outlook:
    """
    What stays and what ends.

    :param counted: minutes of all years that go on counting
    :param waiting: sessions that wait for a decision, and would be withdrawn
    :param waiting_minutes: what they come to
    :param offices: in words, those that end
    """

    counted: int
    waiting: int
    waiting_minutes: int
    offices: list[str]


def outlook(account: Account, *, on: date) -> Outlook:
    """What closing the account on the local date would come to."""
    person = account.as_volunteer
    mine = Session.objects.filter(volunteer=person, status__in=WAITING)
    waiting = mine.aggregate(n=Count("pk"), minutes=Sum("minutes"))
    counted = VolunteerYear.objects.filter(volunteer=person)
    held = account.appointments.in_force(on).select_related("organization", "site")
    return Outlook(
        counted=counted.aggregate(all=Sum("minutes"))["all"] or 0,
        waiting=waiting["n"],
        waiting_minutes=waiting["minutes"] or 0,
        offices=[
            office(
                one.role, place.label if (place := one.organization or one.site) else ""
            )
            for one in held.order_by("pk")
        ],
    )
