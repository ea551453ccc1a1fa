"""Which shifts are on: people may be coming to them, or leaving."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from policies.reports import numbers


def on_now(at: datetime) -> Q:
    """
    Those that are on at that moment, for a query of shifts.

    From some minutes before they begin until whoever is left is checked out by time.
    """
    held = numbers(on=timezone.localdate(at))
    early = timedelta(minutes=held["check_in_early_minutes"])
    late = timedelta(minutes=held["forced_check_out_minutes"])
    return Q(starts_at__lte=at + early, ends_at__gt=at - late)
