"""Activities as cards, each by the next of its shifts that fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Activity, Shift


@dataclass(frozen=True, slots=True)
class Card:
    """
    An activity by the next of its shifts that fits.

    ``others`` are its later ones; ``later_are_free`` if people are needed then.
    ``distance`` is in words, where somebody asked how far it is.
    """

    shift: Shift
    others: int
    later_are_free: bool
    distance: str = ""

    @property
    def activity(self) -> Activity:
        return self.shift.activity

    @property
    def where(self) -> str:
        return where(self.activity)


def where(activity: Activity) -> str:
    """The place in words; where none is told, the site or the district."""
    place = activity.site or activity.district
    return activity.place or place.label


def cards_of(rows: Sequence[Shift], *, with_free_seats: bool) -> list[Card]:
    """
    A card of each; of a shift that has ``km`` it says how far that is.

    :param with_free_seats: whether only shifts that need people fit
    """
    counts = _counts(rows, with_free_seats=with_free_seats)
    return [
        Card(
            shift=one,
            others=counts[one.activity_id]["all"] - 1,
            later_are_free=one.is_full and counts[one.activity_id]["free"] > 0,
            distance=about(one.km) if hasattr(one, "km") else "",
        )
        for one in rows
    ]


def about(km: float) -> str:
    """How far it is, as exactly as is known: people tell where they are roughly."""
    if km < 1:
        return _("less than 1 km away")
    whole = round(km)
    words = ngettext("about %(n)s km away", "about %(n)s km away", whole)
    return words % {"n": whole}


def _counts(rows: Sequence[Shift], *, with_free_seats: bool) -> dict[UUID, Any]:
    """Of each activity, how many of its shifts fit, and how many need people."""
    if not rows:
        return {}
    # None that fits lies before the first of them.
    fitting = Shift.objects.upcoming(min(one.starts_at for one in rows))
    if with_free_seats:
        fitting = fitting.with_free_seats()
    of_these = fitting.filter(activity__in=[one.activity_id for one in rows])
    free = Count("pk", filter=Q(seated__lt=F("seats")))
    counted = of_these.values("activity").annotate(all=Count("pk"), free=free)
    return {one["activity"]: one for one in counted}
