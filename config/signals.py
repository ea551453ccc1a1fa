"""Facts that higher rooms may want to know of, in the same transaction."""

from django.dispatch import Signal

# A reader chose a language: ``request``, ``language``.
language_chosen = Signal()
