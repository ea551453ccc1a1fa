"""What of presence is past its term: who was turned away."""

from datetime import datetime

from hours.models import Presence, TurnedAway


def forget_turned_away(before: datetime, most: int) -> int:
    """Who could not check in or out by then, or came without a seat in vain."""
    away = TurnedAway.objects.filter(at__lt=before).order_by("at")
    ids = list(away.values_list("pk", flat=True)[:most])
    TurnedAway.objects.filter(pk__in=ids).delete()
    in_vain = Presence.objects.filter(came_at__lt=before, session=None)
    more = list(in_vain.values_list("pk", flat=True)[: most - len(ids)])
    Presence.objects.filter(pk__in=more).delete()
    return len(ids) + len(more)
