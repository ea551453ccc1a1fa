from django.contrib import admin

from city.models import DemoCity, Merge
from config.operator import operator
from config.operator.rows import ReadOnly


@admin.register(Merge, site=operator)
class MergeAdmin(ReadOnly):
    """Two records of one person made one."""

    shown = (
        *("id", "given", "kept", "by", "at", "total", "sessions", "minutes"),
        *("left_out", "minutes_left_out", "finished_at"),
    )
    list_display = ("id", "given", "kept", "by", "at", "sessions", "minutes")
    list_select_related = ("given", "kept", "by")
    finds = ("id",)


@admin.register(DemoCity, site=operator)
class DemoCityAdmin(ReadOnly):
    """Which synthetic city stands here, if one does."""

    shown = ("scale", "year", "seed", "running_year", "built_at")
