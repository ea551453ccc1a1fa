"""What other rooms do that orders have to follow, in the same transaction."""

from datetime import datetime
from typing import Any

from activities.models import Activity
from needs import rules
from volunteers.models import Account


def take_back_from_activity(
    sender: type[Activity],
    *,
    activity: Activity,
    by: Account,
    at: datetime,
    **kwargs: Any,
) -> None:
    """The orders of an activity that was cancelled need another day."""
    rules.unschedule(activity=activity, by=by, at=at)
