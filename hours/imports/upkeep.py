"""Files nobody confirmed go, and the rows of old ones."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hours.models import Import, ImportRow

# A file that is looked at on a Friday may well be added after the week-end.
WAITING_KEPT = timedelta(days=7)
ROWS_KEPT = timedelta(days=30)


def drop_old(*, at: datetime) -> None:
    """Drop what was staged and never added, and rows older than thirty days."""
    waiting = Q(state__in=[Import.State.STAGED, Import.State.CHECKED])
    overdue = Import.objects.filter(
        waiting & Q(staged_at__lt=at - WAITING_KEPT)
        | ~waiting & Q(staged_at__lt=at - ROWS_KEPT),
        rows_dropped_at=None,
    )
    for pk in overdue.values_list("pk", flat=True):
        _drop(pk, at)


@transaction.atomic
def _drop(pk: UUID, at: datetime) -> None:
    # One that is just being added or taken back has its turn first.
    imported = Import.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if imported is None:
        return
    rows = ImportRow.objects.filter(imported=imported)
    rows._raw_delete(rows.db)  # a million of them need not be read
    if imported.is_waiting:
        imported.delete()
    else:
        imported.rows_dropped_at = at
        imported.save(update_fields=["rows_dropped_at"])
