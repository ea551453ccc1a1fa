"""
What this room keeps of a person: hours, what became of them, what was said about them,
and what somebody did for others.
"""

from hours.models import Session
from hours.models.queries import SessionQuerySet
from volunteers.models import Account
from volunteers.own_data import Column, records_of

AT_ONCE = 1000  # rows read from the database

SESSION = Column("session", "Session", "时段标识")
BY_ONESELF = Column("by_oneself", "By yourself", "本人操作")
AT = Column("at", "When", "时间")


def own_sessions(account: Account) -> SessionQuerySet:
    """Of every record of the person: also of one that was given up."""
    return Session.objects.filter(volunteer__in=records_of(account))
