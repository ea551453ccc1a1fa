from datetime import datetime

from django.db import connection, transaction

from hours.errors import IdReused
from hours.imports.errors import ImportUndone, RowsAreBad
from hours.imports.judging import check_open, check_right, judge, run
from hours.imports.stage import Progress
from hours.models import Import
from volunteers.models import Account

# How many sessions are added between two words about progress.
SHARE = 10_000
# What judging fills in.
JUDGED = ("rows", "good", "known", "bad", "minutes", "people")


@transaction.atomic
def validate(*, imported: Import, by: Account | None, at: datetime) -> Import:
    """
    Judge every row as it stands now, and count them; nothing is added or locked.

    Any number of times while the import waits; later it changes nothing.

    :param by: who would load it: staff may bring what is older than others may
    :raises MayNotImport: if the account may not bring hours for the organization
    :raises OrganizationNotActive: if the organization takes no new hours
    :raises ImportTooOld: if its rows are not kept any more
    """
    imported = locked(imported)
    check_right(imported, by)
    if not imported.is_waiting:
        return imported
    check_open(imported)
    judge(imported, by=by, at=at)
    imported.state = Import.State.CHECKED
    imported.save(update_fields=["state", *JUDGED])
    return imported


def load(
    *,
    imported: Import,
    by: Account,
    at: datetime,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> Import:
    """
    Submit the sessions of all rows, graded ``entered``, or none; again: the same.

    Rows that are there already add nothing. Somebody else approves them (L17).

    :param skip_bad: leave out the rows that cannot be added, and add the others
    :raises MayNotImport: if the account may not bring hours for the organization
    :raises RowsAreBad: if rows cannot be added and are not to be left out; the rows
        then say why, as after ``validate``
    :raises OrganizationNotActive: if the organization takes no new hours
    :raises ImportUndone: if it was loaded and taken back
    :raises ImportTooOld: if its rows are not kept any more
    """
    with transaction.atomic():
        imported = locked(imported)
        check_right(imported, by)
        if imported.is_undone:
            raise ImportUndone
        if imported.is_loaded:
            return imported
        check_open(imported)
        # All that happens to one person's timeline happens one after the other.
        run("lock_people", imported=imported.pk)
        judge(imported, by=by, at=at)
        if imported.bad and not skip_bad:
            imported.state = Import.State.CHECKED
        else:
            imported.added = _add_sessions(imported, by=by, at=at, progress=progress)
            imported.state = Import.State.LOADED
            imported.loaded_by, imported.loaded_at = by, at
        imported.save()
    # The reasons stay with the rows, so they were committed.
    if not imported.is_loaded:
        raise RowsAreBad(count=imported.bad)
    return imported


def locked(imported: Import) -> Import:
    """The import as it is now; whoever does something to it waits."""
    return (
        Import.objects.select_related("organization")
        .select_for_update(no_key=True, of=("self",))
        .get(pk=imported.pk)
    )


def _add_sessions(
    imported: Import, *, by: Account, at: datetime, progress: Progress | None
) -> int:
    organization = imported.organization
    values = {
        "organization": organization.pk,
        "district": organization.district_id,
        "site": organization.site_id,
        "by": by.pk,
        "at": at,
    }
    added = 0
    with connection.cursor() as cursor:
        # So that the database checks references as it goes, not a million at the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for after in range(0, imported.rows, SHARE):
        until = min(after + SHARE, imported.rows)
        added += run("add_sessions", after=after, until=until, **values)
        if progress:
            progress(until, imported.rows)
    # Nobody could add a session of these people meanwhile. So somebody chose, for
    # another person, an id that only a row of this file can have.
    if added != imported.good:
        raise IdReused
    return added
