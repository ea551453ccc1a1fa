from datetime import datetime

from config import limits
from recognition.rating.finding import find
from recognition.rules import hold_due

HOUR = 3600


def look_if_due(*, at: datetime) -> None:
    """Once an hour at most look who is next; award what was on notice long enough."""
    # Looking first: what falls under its level by now is not held but looked at again.
    if limits.spend("stars", limit=1, seconds=HOUR) is None:
        find(at=at)
    hold_due(at=at)
