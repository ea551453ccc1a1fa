"""Facts about people that higher rooms may want to know of, in the same transaction."""

from django.dispatch import Signal

# Somebody took over the record that an office kept: ``takeover``.
record_taken_over = Signal()
