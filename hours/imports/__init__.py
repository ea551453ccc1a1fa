"""
Sessions brought as a file: staged, checked, loaded, and undone as a whole.

    imported = stage(organization=…, file=…, name="hours.csv", by=…, at=…)
    imported = validate(imported=imported, by=…, at=…)
    imported.good, imported.known, imported.bad        # rows
    for row in problems(imported=imported):            # the first 50, then after=…
        for reason in row.reasons:
            row.line, reason.column, reason.sentence
    load(imported=imported, by=…, at=…)                # all rows, or none
    load(imported=imported, by=…, at=…, skip_bad=True)
    undo(imported=imported, by=…, at=…)

An import judges as if its rows were logged one after the other, in the order of the
file, by ``hours.rules.log``; a test holds the two against each other. ``load`` judges
again, under the locks of the people it is about: between looking and loading
somebody may have logged.
"""

from hours.imports.columns import COLUMNS
from hours.imports.load import load, validate
from hours.imports.problems import all_problems, bad_rows_as_csv, problems
from hours.imports.stage import stage
from hours.imports.undo import undo

__all__ = [
    "COLUMNS",
    "all_problems",
    "bad_rows_as_csv",
    "load",
    "problems",
    "stage",
    "undo",
    "validate",
]
