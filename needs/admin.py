from django.contrib import admin

from config.operator import operator
from config.operator.rows import ReadOnly
from needs.models import Category


@admin.register(Category, site=operator)
class CategoryAdmin(ReadOnly):
    """The city's, put right after every migration."""

    shown = ("number", "code", "name", "name_en")
    finds = ("code",)
    ordering = ("number",)
