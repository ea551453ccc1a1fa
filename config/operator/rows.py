"""Rows to look at, however many there are, and what changed in them."""

from contextlib import suppress
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.history import Change
from config.operator.naming import give_names

MOST = 1_000


class FirstThousand(Paginator):
    """Pages of the first thousand rows: nothing counts a table to its end."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows[:MOST].count())


class InOrder(ChangeList):
    """A list in the order of an index, whatever the address asks for."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        return list(self.model_admin.get_ordering(request) or ["-pk"])


class Rows(admin.ModelAdmin):
    """
    A table as the operator sees it: its newest rows, found by what has an index.

    ``shown`` are the columns of a row. Nothing else is, nor can be asked for: an
    address that filters by what is masked would tell it.
    """

    shown: tuple[str, ...] = ()
    finds: tuple[str, ...] = ()
    view_on_site = False
    actions = None
    sortable_by = ()
    show_full_result_count = False
    paginator = FirstThousand
    list_per_page = 50

    def __init__(self, model: type[Model], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        give_names(model, self.shown)

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.finds

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Exactly what was typed, in the columns of ``finds``."""
        if not (term := search_term.strip()):
            return queryset, False
        found = Q()
        for name in self.finds:
            field = get_fields_from_path(self.model, name)[-1]
            with suppress(ValidationError):  # a name is no number
                found |= Q(**{name: field.to_python(term)})
        return (queryset.filter(found) if found else queryset.none()), False

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        return lookup.partition("__")[0] in self.list_filter

    def get_changelist(self, request: HttpRequest, **more: Any) -> type[ChangeList]:
        return InOrder

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.shown

    def get_list_display(self, request: HttpRequest) -> Any:
        return self.list_display if self.list_display != ("__str__",) else self.shown


class ReadOnly(Rows):
    """Rows that are only looked at: there is no way to add, change or delete one."""

    def get_readonly_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> tuple[str, ...]:
        return self.shown

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Changes(ReadOnly):
    """Which columns of which row changed, when, by which account; no values."""

    shown = ("pgh_created_at", "row", "pgh_label", "columns", "account", "page")
    finds = ("pgh_obj",)
    ordering = ("-pgh_id",)

    @admin.display(description=_("row"))
    def row(self, line: Any) -> str:
        return str(line.pgh_obj_id)

    @admin.display(description=_("columns"))
    def columns(self, line: Change) -> str:
        return ", ".join(line.changed)

    @admin.display(description=_("account"))
    def account(self, line: Any) -> str:
        return str((line.pgh_context or {}).get("user") or "–")

    @admin.display(description=_("page"))
    def page(self, line: Any) -> str:
        return str((line.pgh_context or {}).get("url") or "–")
