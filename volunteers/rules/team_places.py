"""What ends when a membership or a team ends: the places in teams."""

from datetime import datetime

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from volunteers.models import Team, TeamPlace


def end_places(places: QuerySet[TeamPlace], *, at: datetime) -> None:
    """End those that have not ended; their teams are locked."""
    today = Value(timezone.localdate(at), DateField())
    places.filter(until=None).update(until=Greatest("since", today))


def leave_teams(places: QuerySet[TeamPlace], *, at: datetime) -> None:
    """
    End the places, of however many teams, with those of a membership.

    Teams are locked in order before their places are: nobody waits for each other.
    """
    held = places.filter(until=None)
    teams = Team.objects.filter(pk__in=held.values("team")).order_by("pk")
    if list(teams.select_for_update(no_key=True).values_list("pk")):
        end_places(held, at=at)
