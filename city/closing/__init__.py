"""Closing an account: what is in the way, what ends, and what stays."""

from city.closing.close import close_account
from city.closing.handover import Holding, in_hand

__all__ = ["Holding", "close_account", "in_hand"]
