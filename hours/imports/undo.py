from datetime import datetime

from hours.models import Import
from volunteers.models import Account


def undo(*, imported: Import, by: Account, at: datetime) -> Import:
    """
    Withdraw all sessions the import added, as long as none was approved; again: the
    same.

    What was rejected meanwhile stays rejected. A file loaded anew brings the withdrawn
    ones back under other ids.

    :raises MayNotImport: if the account may not bring hours for the organization
    :raises ImportNotLoaded: if it has added nothing yet
    :raises ImportCounts: if one of its sessions has been approved
    :raises ImportTooOld: if its rows are not kept any more
    """
    raise NotImplementedError
