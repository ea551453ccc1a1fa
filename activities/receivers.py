"""What this room does about facts of the rooms below, in the same transaction."""

from datetime import datetime
from typing import Any

from activities.rules.stop import stop_activities
from volunteers.models import Account, Organization


def free_who_was_coming(
    *,
    organization: Organization,
    words: str,
    by: Account | None,
    at: datetime,
    **kwargs: Any,
) -> None:
    """Nobody is expected where an organization serves no more."""
    stop_activities(organization=organization, words=words, by=by, at=at)
