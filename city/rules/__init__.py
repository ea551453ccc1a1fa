"""Acts that look across rooms. One verb, one function."""

from city.rules.close_account import close_account, close_for
from city.rules.handover import Holding, in_hand
from city.rules.merge import check, go_on, merge, merge_next
from city.rules.set_apart import set_apart, take_back

__all__ = [
    "Holding",
    "check",
    "close_account",
    "close_for",
    "go_on",
    "in_hand",
    "merge",
    "merge_next",
    "set_apart",
    "take_back",
]
