from django.contrib import admin

from activities.models import ServiceField
from config.operator import operator
from config.operator.rows import ReadOnly


@admin.register(ServiceField, site=operator)
class ServiceFieldAdmin(ReadOnly):
    """The national system's, put right after every migration."""

    shown = ("code", "name", "name_en")
    finds = ("code",)
    ordering = ("code",)
