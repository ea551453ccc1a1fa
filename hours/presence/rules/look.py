from datetime import datetime

from config.anyway import kept_anyway
from hours.presence.codes import Code
from hours.presence.rules.check_in import require_live
from hours.presence.rules.tracing import read_code, traced
from volunteers.models import Account


def look(*, code: str, by: Account, at: datetime) -> Code:
    """
    Whose code it is that somebody came with; nobody is checked in or out by that.

    Who comes with one that is not good any more leaves a trace, and wrong ones count.

    :raises TooManyTries: after five wrong codes in a minute
    :raises CodeUnknown: if it is no code
    :raises CodeExpired: if it was one, more than a minute ago
    """
    with kept_anyway():
        found = read_code(code, by=by, at=at)
        with traced(found, volunteer=by.as_volunteer, by=by, at=at):
            require_live(found, at=at)
    return found
