"""Checking, loading and undoing an import: at once if it is short, else by a job."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from config import jobs
from config.errors import RuleBroken
from config.jobs import Progress
from config.models import Job
from config.pulse import pulse
from hours import imports
from hours.models import Import
from volunteers.models import Account

# Rows that are judged and written while somebody waits for the page.
AT_ONCE = 1_000

CHECK, LOAD, UNDO = "import_check", "import_load", "import_undo"


ACTS: dict[str, Callable[..., Import]] = {
    CHECK: imports.validate,
    LOAD: imports.load,
    UNDO: imports.undo,
}


def carry_out(
    kind: str, *, imported: Import, by: Account, at: datetime, **choices: Any
) -> None:
    """
    Do it now, or begin a job that does; again while one is under way: nothing more.

    :raises RuleBroken: what the act itself refuses, where it is done now
    """
    if imported.rows <= AT_ONCE:
        ACTS[kind](imported=imported, by=by, at=at, **choices)
    else:
        _begin(kind, imported=imported.pk, by=by, at=at, **choices)


@transaction.atomic
def _begin(
    kind: str, *, imported: UUID, by: Account, at: datetime, **choices: Any
) -> None:
    # Whoever presses twice finds the first one's job.
    one = Import.objects.select_for_update(no_key=True).get(pk=imported)
    if one.job and one.job.finished_at is None:
        return
    arguments = {"imported": str(one.pk), **choices}
    one.job = jobs.start(kind=kind, by=by, at=at, arguments=arguments, total=one.rows)
    one.save(update_fields=["job"])


def do(job: Job) -> Progress:
    """All of a job that ``carry_out`` began: an import is loaded whole, or not."""
    arguments = dict(job.arguments)
    imported = Import.objects.get(pk=arguments.pop("imported"))
    result: dict[str, Any] = {}
    try:
        with pulse(job) as tell:
            telling = {"progress": tell} if job.kind == LOAD else {}
            ACTS[job.kind](
                imported=imported,
                by=job.account,
                at=timezone.now(),
                **arguments,
                **telling,
            )
    except RuleBroken as broken:
        result["problem"] = in_each_language(broken)
    return Progress(done=imported.rows, result=result, is_last=True)


def in_each_language(broken: RuleBroken) -> dict[str, str]:
    """The refusal by language: who reads it is not who works."""
    told = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            told[code] = broken.detail
    return told
