from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from config.operator import operator
from config.operator.rows import Rows
from recognition.models import StarLevel


@admin.register(StarLevel, site=operator)
class StarLevelAdmin(Rows):
    """From how many minutes on a star is given, as the city has decided it."""

    shown = ("level", "minutes")
    finds = ("level",)
    ordering = ("level",)
    readonly_fields = ("level",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
