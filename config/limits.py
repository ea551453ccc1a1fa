"""
Limits shared by all workers: so many acts of one subject in a stretch of time.

The counts live in an unlogged table: quick to write, and a crash may forget them.
"""

import time

from django.db import connection

# A row per subject; a new stretch of time begins at nought.
SPEND = """
INSERT INTO config_allowance AS kept (subject, stretch, spent)
VALUES (%(subject)s, %(stretch)s, 1)
    ON CONFLICT (subject) DO UPDATE
   SET stretch = excluded.stretch,
       spent = CASE kept.stretch WHEN excluded.stretch THEN kept.spent + 1 ELSE 1 END
RETURNING spent
"""


def spend(subject: str, *, limit: int, seconds: int) -> int | None:
    """
    Count one act of the subject.

    :param subject: what is limited and for whom, such as ``login:10.0.0.7``
    :param limit: acts allowed in each stretch of ``seconds``
    :return: the seconds to wait, once the limit is passed; else ``None``
    """
    now = time.time()
    with connection.cursor() as cursor:
        stretch = int(now // seconds) * seconds
        cursor.execute(SPEND, {"subject": subject[:120], "stretch": stretch})
        (spent,) = cursor.fetchone()
    return None if spent <= limit else max(1, round(seconds - now % seconds))
