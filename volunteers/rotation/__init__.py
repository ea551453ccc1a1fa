"""
Bringing what is kept to today's keys, while people go on.

Every row is to be as today's settings would write it: sealed with the newest key,
hashed by ``FIELD_HASH_KEY``, and by ``FIELD_HASH_KEY_NEXT`` in the second column while
there is one. So it may be begun again at any time, and does what is left. Rows that
somebody holds are not waited for but come later: nobody is ever in its way.
"""

from collections.abc import Callable, Iterator
from typing import Any

from volunteers.rotation.columns import Table, tables
from volunteers.rotation.found import Found, Refused

__all__ = ["Found", "Refused", "look", "rotate", "tables"]

PASSES = 5  # until what programs with older settings write is given up

# Told how many rows were looked at, of about how many.
Tell = Callable[[int, int], None]
# Asked for one each time the rows are gone through, by what is done with them.
Begin = Callable[[str], Tell]


def look(begin: Begin | None = None) -> Found:
    """Look at every row and change nothing."""
    found = Found()
    for table, rows in _walk(begin and begin("rows looked at")):
        for row in rows:
            table.look(row, found)
    return found


def rotate(begin: Begin | None = None) -> Found:
    """
    Write anew what is not as today's settings would write it; say what is left.

    :raises Refused: if somebody could not be found, or be registered twice, meanwhile
    """
    found = look(begin)
    found.refuse()
    for _ in range(PASSES):
        if found.is_done:
            break
        for table, rows in _walk(begin and begin("rows brought under the keys")):
            ids = {row.pk for row in rows if table.look(row, Found())}
            table.write(ids, is_key=bool(found.others))
        # What programs wrote meanwhile that read a row before: once more.
        found = look(begin)
    return found


def _walk(tell: Tell | None) -> Iterator[tuple[Table, list[Any]]]:
    every = tables()
    of = sum(table.rows.count() for table in every)
    done = 0
    for table in every:
        for rows in table.steps():
            yield table, rows
            done += len(rows)
            if tell:
                tell(done, of)
