"""Facts about people that higher rooms may want to know of, in the same transaction."""

from django.dispatch import Signal

# Somebody took over the record that an office kept: ``takeover``.
record_taken_over = Signal()

# An organization serves no more, for now or for good: ``organization`` as it stands
# now, ``words`` why, ``by`` (None where its term ended), ``at``.
organization_stopped = Signal()
