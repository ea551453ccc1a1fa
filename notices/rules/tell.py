from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from config.triggers import read_sql
from notices import events

TELL = "notices/sql/tell.sql"


def tell(*, event: str, whom: Iterable[tuple[int, UUID]], at: datetime) -> None:
    """
    Tell accounts that something happened, in the transaction of the act itself: one
    statement, however many they are.

    The same again, of the same moment, changes nothing. Whoever wants to be asked at
    once gets a message of its own.

    :param event: its code in ``notices.events``
    :param whom: for each notice the account's id, and the subject it is about
    :param at: the moment of the act
    """
    told = list(whom)
    if not told:
        return
    about = events.known()[event]
    values: dict[str, Any] = {
        "event": event,
        "recipients": [account for account, _subject in told],
        "subjects": [str(subject) for _account, subject in told],
        "at": at,
        "at_once": about.asks or about.urgent,
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql(TELL), values)
