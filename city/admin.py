from django.contrib import admin

from city.models import DemoCity, Merge, TwoPeople
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


@admin.register(TwoPeople, site=operator)
class TwoPeopleAdmin(ReadOnly):
    """Two records that seem alike and are said to be two people's."""

    shown = ("one", "other", "by", "at", "taken_back_by", "taken_back_at")
    list_select_related = ("one", "other", "by", "taken_back_by")


@admin.register(DemoCity, site=operator)
class DemoCityAdmin(ReadOnly):
    """Which synthetic city stands here, if one does."""

    shown = ("scale", "year", "seed", "running_year", "built_at")
