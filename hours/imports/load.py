from datetime import datetime

from hours.imports.stage import Progress
from hours.models import Import
from volunteers.models import Account


def validate(*, imported: Import, by: Account | None, at: datetime) -> Import:
    """
    Judge every row as it stands now, and count them; nothing is added or locked.

    Any number of times while the import waits; later it changes nothing.

    :param by: who would load it: staff may bring what is older than others may
    :raises MayNotImport: if the account may not bring hours for the organization
    :raises ImportTooOld: if its rows are not kept any more
    """
    raise NotImplementedError


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
    raise NotImplementedError
