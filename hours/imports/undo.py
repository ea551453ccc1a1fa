from datetime import datetime

from django.db import transaction

from hours.imports.errors import ImportCounts, ImportNotLoaded, ImportTooOld
from hours.imports.judging import check_right, run
from hours.imports.load import locked
from hours.models import Import
from volunteers.models import Account


@transaction.atomic
def undo(*, imported: Import, by: Account, at: datetime) -> Import:
    """
    Withdraw all sessions the import added, unless one was approved; again: the same.

    What was rejected meanwhile stays rejected. The file brought anew adds them again,
    under other ids.

    :raises MayNotImport: if the account may not bring hours for the organization
    :raises ImportNotLoaded: if it has added nothing yet
    :raises ImportCounts: if one of its sessions has been approved
    :raises ImportTooOld: if its rows are not kept any more
    """
    imported = locked(imported)
    check_right(imported, by)
    if imported.is_undone:
        return imported
    if not imported.is_loaded:
        raise ImportNotLoaded
    if not imported.keeps_rows:
        raise ImportTooOld
    # Whoever decides one of them meanwhile waits, or is waited for.
    (counting,) = run("lock_sessions", imported=imported.pk)
    if counting:
        raise ImportCounts(count=counting)
    run("withdraw_sessions", imported=imported.pk, by=by.pk, at=at)
    imported.state = Import.State.UNDONE
    imported.undone_by, imported.undone_at = by, at
    imported.save(update_fields=["state", "undone_by", "undone_at"])
    return imported
