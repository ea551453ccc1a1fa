"""
People brought as a file: staged, judged, and registered all in one act, or none.

    staged = stage(file=…, name="people.csv", at=…)
    found = judge()                               # found.good, .known, .bad: rows
    for row in told(): row.line, row.reasons
    register_staged(staged=staged, by=…, at=…, skip_bad=False)

Rows wait in temporary tables of this connection: who dies leaves nothing behind.
Documents and phones are sealed before they get there.
"""

from volunteers.imports.columns import COLUMNS
from volunteers.imports.judging import Found, judge
from volunteers.imports.load import register_staged
from volunteers.imports.problems import Told, told, write_bad_rows
from volunteers.imports.stage import Staged, stage

__all__ = [
    "COLUMNS",
    "Found",
    "Staged",
    "Told",
    "judge",
    "register_staged",
    "stage",
    "told",
    "write_bad_rows",
]
