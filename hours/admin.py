"""
The ledger, to look at. Nothing of it is changed here, nor could be.

Totals kept by two or more columns are not here: Django 5.2's admin refuses to register
a model whose primary key is composite. The reports and ``manage.py reconcile`` show
them.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from config.operator import operator
from config.operator.rows import ReadOnly
from hours.models import (
    ActiveCount,
    DayTotal,
    Entry,
    HomeMove,
    Import,
    Move,
    Objection,
    Session,
    YearStatistics,
)


@admin.register(Session, site=operator)
class SessionAdmin(ReadOnly):
    shown = (
        *("id", "volunteer", "organization", "activity", "district", "site"),
        *("service_field", "started_at", "ended_at", "break_minutes", "minutes"),
        *("service_date", "evidence", "level", "status", "round", "replaces"),
        *("submitted_by", "submitted_at", "decided_by", "decided_at", "reason_code"),
    )
    list_display = (
        *("id", "volunteer", "organization", "service_date", "minutes"),
        *("evidence", "status", "round"),
    )
    list_select_related = ("volunteer", "organization")
    finds = ("id", "volunteer__number")


@admin.register(Entry, site=operator)
class EntryAdmin(ReadOnly):
    shown = (
        *("id", "volunteer", "session", "round", "kind", "minutes"),
        *("service_date", "evidence", "organization", "district", "site"),
        *("service_field", "posted_by", "posted_at", "reason_code"),
    )
    list_display = (
        *("id", "volunteer", "organization", "kind", "minutes"),
        *("service_date", "posted_at"),
    )
    list_select_related = ("volunteer", "organization")
    finds = ("id", "volunteer__number")


@admin.register(Move, site=operator)
class MoveAdmin(ReadOnly):
    shown = ("id", "of", "volunteer", "old", "new", "by", "at", "reason_code")
    list_select_related = ("volunteer", "by")
    finds = ("id", "session")

    @admin.display(description=_("session"))
    def of(self, move: Move) -> str:
        return str(move.session_id)


# Neither what was said nor who said it: that is the city's to know.
@admin.register(Objection, site=operator)
class ObjectionAdmin(ReadOnly):
    shown = (
        *("id", "of", "volunteer", "organization", "kind", "about_decision"),
        *("raised_at", "due_on", "state", "answered_at"),
    )
    list_display = ("id", "organization", "kind", "due_on", "state")
    list_select_related = ("volunteer", "organization")
    finds = ("id", "session__id")

    @admin.display(description=_("session"))
    def of(self, objection: Objection) -> str:
        return str(objection.session_id)


@admin.register(Import, site=operator)
class ImportAdmin(ReadOnly):
    """Files of sessions."""

    shown = (
        *("id", "organization", "name", "state", "rows", "good", "known", "bad"),
        *("added", "minutes", "people", "staged_by", "staged_at", "loaded_by"),
        *("loaded_at", "undone_by", "undone_at", "rows_dropped_at"),
    )
    list_display = ("id", "organization", "name", "state", "rows", "added", "staged_at")
    list_select_related = ("organization",)
    finds = ("id",)


@admin.register(DayTotal, site=operator)
class DayTotalAdmin(ReadOnly):
    shown = (
        *("posted_on", "service_date", "organization", "district", "site"),
        *("service_field", "minutes", "sessions"),
        *("timed", "witnessed", "declared", "entered"),
    )
    list_display = (
        *("posted_on", "service_date", "organization", "district"),
        *("minutes", "sessions"),
    )
    list_select_related = ("organization", "district")


@admin.register(ActiveCount, site=operator)
class ActiveCountAdmin(ReadOnly):
    shown = ("year", "district", "site", "band", "people")
    list_select_related = ("district", "site")


@admin.register(YearStatistics, site=operator)
class YearStatisticsAdmin(ReadOnly):
    shown = (
        *("year", "district", "registered", "active", "first_timers", "returned"),
        *("lapsed", "median_active", "median_registered", "settled_at"),
    )
    list_select_related = ("district",)


@admin.register(HomeMove, site=operator)
class HomeMoveAdmin(ReadOnly):
    shown = ("volunteer", "year", "moved_at", "old", "new")
    list_select_related = ("volunteer", "old", "new")
