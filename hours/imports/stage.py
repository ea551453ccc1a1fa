from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from hours.models import Import
from volunteers.models import Account, Organization

# Told how many rows are done, of about how many.
Progress = Callable[[int, int], None]


def stage(
    *,
    organization: Organization,
    file: BinaryIO,
    name: str,
    by: Account | None,
    at: datetime,
    progress: Progress | None = None,
) -> Import:
    """
    Read the file into rows that can be looked at; nothing is judged, nothing added.

    :param file: binary, readable from any place (an uploaded file, an open one)
    :param by: nobody only in a dry run, which is rolled back
    :raises MayNotImport: if the account may not bring hours for the organization
    :raises RuleBroken: whatever ``config.sheets.read`` refuses
    """
    raise NotImplementedError
