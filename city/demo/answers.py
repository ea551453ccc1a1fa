"""With which activities the demo city's organizations met its needs."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple
from uuid import UUID

from activities.models import Activity
from city.demo.asked import WAY
from needs.models import Act

# What was met in the past was met with an activity.
WAY_WITH_AN_ACTIVITY = {
    state: tuple(
        one
        for act in acts
        for one in ((Act.SCHEDULE, act) if act == Act.START else (act,))
    )
    for state, acts in WAY.items()
}


class Answer(NamedTuple):
    """An activity, as far as an order has to know it."""

    activity: UUID
    field: str
    starts_on: date
    ends_on: date


class Answers:
    """
    The activities of a year by organization.

    A need is met with the newest in its field, else with the one that is held for
    longest: in a whole city with some 1,600 of them.
    """

    def __init__(self, year: int) -> None:
        self._own: defaultdict[UUID, list[Answer]] = defaultdict(list)
        held = Activity.objects.held().filter(starts_on__year=year)
        columns = ("organization", "pk", "service_field", "starts_on", "ends_on")
        rows = held.order_by("-starts_on", "ends_on", "pk").values_list(*columns)
        for organization, *row in rows.iterator():
            self._own[organization].append(Answer(*row))

    def find(self, organization: UUID, *, field: str, on: date) -> Answer | None:
        """One that is held on the local date."""
        own = self._own[organization]
        running = [one for one in own if one.starts_on <= on <= one.ends_on]
        fits = (one for one in running if one.field == field)
        return next(fits, running[-1] if running else None)
