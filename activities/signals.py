"""Facts about activities that higher rooms may answer in the same transaction."""

from django.dispatch import Signal

# An activity does not take place: ``activity``, ``by``, ``at``.
activity_cancelled = Signal()
