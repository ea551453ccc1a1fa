"""Long acts in the background, why one failed; and what changed, in every room."""

from django.apps import apps
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from config.history import Change
from config.models import Job
from config.operator import operator
from config.operator.rows import Changes, ReadOnly


@admin.register(Job, site=operator)
class JobAdmin(ReadOnly):
    shown = (
        *("id", "kind", "account", "state", "done", "total"),
        *("created_at", "started_at", "touched_at", "finished_at", "problem_code"),
    )
    list_display = ("id", "kind", "account", "state", "done", "total", "created_at")
    list_select_related = ("account",)
    finds = ("id",)
    ordering = ("-created_at", "-pk")

    @admin.display(description=_("state"))
    def state(self, job: Job) -> str:
        return job.state

    @admin.display(description=_("problem"))
    def problem_code(self, job: Job) -> str:
        return str((job.problem or {}).get("code") or "–")


@admin.register(DBTaskResult, site=operator)
class TaskAdmin(ReadOnly):
    """Steps of jobs as the worker took them; no arguments, no values."""

    shown = (
        *("id", "task_path", "status", "queue_name", "enqueued_at"),
        *("started_at", "finished_at", "exception_class_path"),
    )
    finds = ("id",)
    ordering = ("-enqueued_at", "-pk")


for model in apps.get_models():
    if issubclass(model, Change):
        operator.register(model, Changes)
