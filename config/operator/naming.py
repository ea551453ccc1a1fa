"""
What tables and columns are called on the operator's pages, in the reader's language.

Django derives English names from classes and columns; here they are looked up in the
catalog, where the rooms' ``table_names.py`` put them. No model changes by it, and so
nothing is to be migrated.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, gettext_noop

# Django's own word, which its catalog says otherwise.
ADD = gettext_noop("Add")


def give_names(model: Any, columns: Iterable[str]) -> None:
    """Let the table, its room and its columns be called as the catalog says."""
    meta = model._meta
    room = meta.app_config
    room.verbose_name = _looked_up(room.verbose_name)
    if not isinstance(meta.verbose_name, Promise):
        meta.verbose_name_plural = gettext_lazy(str(meta.verbose_name_plural))
        meta.verbose_name = gettext_lazy(meta.verbose_name)
    for column in columns:
        with suppress(FieldDoesNotExist):  # what the page works out
            field = meta.get_field(column)
            field.verbose_name = _looked_up(field.verbose_name)


def _looked_up(words: str | Promise) -> str | Promise:
    return words if isinstance(words, Promise) else gettext_lazy(words)
