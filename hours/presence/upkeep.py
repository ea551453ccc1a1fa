"""What of presence is past its term: distances, and who was turned away."""

from datetime import datetime

from django.db.models import Q

from hours.models import Presence, TurnedAway


def forget_distances(before: datetime, most: int) -> int:
    """How far from the place people were, who had come by then."""
    known = Presence.objects.filter(came_at__lt=before).filter(
        Q(came_metres__isnull=False) | Q(left_metres__isnull=False)
    )
    ids = list(known.order_by("came_at").values_list("pk", flat=True)[:most])
    Presence.objects.filter(pk__in=ids).update(came_metres=None, left_metres=None)
    return len(ids)


def forget_turned_away(before: datetime, most: int) -> int:
    """Who could not check in or out by then, or came without a seat in vain."""
    away = TurnedAway.objects.filter(at__lt=before).order_by("at")
    ids = list(away.values_list("pk", flat=True)[:most])
    TurnedAway.objects.filter(pk__in=ids).delete()
    in_vain = Presence.objects.filter(came_at__lt=before, session=None)
    more = list(in_vain.values_list("pk", flat=True)[: most - len(ids)])
    Presence.objects.filter(pk__in=more).delete()
    return len(ids) + len(more)
