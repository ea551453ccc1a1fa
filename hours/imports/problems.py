import csv
import io
from collections.abc import Iterator

from django.utils import translation

from config.cells import plain
from hours.imports.columns import COLUMNS
from hours.models import Import, ImportRow

REASONS = {"zh-hans": "原因", "en": "Reasons"}


def problems(
    *, imported: Import, after: int = 0, limit: int = 50, bad_only: bool = False
) -> list[ImportRow]:
    """
    The rows something is to be said about, in the order of the file: ``row.reasons``.

    :param after: the line of the last row shown before
    :param bad_only: without the rows that merely add nothing
    """
    rows = ImportRow.objects.filter(imported=imported, line__gt=after)
    rows = rows.exclude(verdict=ImportRow.Verdict.GOOD)
    if bad_only:
        rows = rows.filter(verdict=ImportRow.Verdict.BAD)
    return list(rows.order_by("line")[:limit])


def all_problems(*, imported: Import, bad_only: bool = False) -> Iterator[ImportRow]:
    """Every such row, a thousand in memory at a time."""
    last = 0
    while rows := problems(
        imported=imported, after=last, limit=1000, bad_only=bad_only
    ):
        yield from rows
        last = rows[-1].line


def bad_rows_as_csv(*, imported: Import) -> Iterator[str]:
    """
    The rows that cannot be added as lines of a CSV file, with the reasons beside them
    in Chinese and English: put right, it can be brought again as it is.
    """
    headings = [column.names[0] for column in COLUMNS]
    yield "\ufeff" + _line([*headings, *REASONS.values()])
    for row in all_problems(imported=imported, bad_only=True):
        yield _line([*row.cells, *(_reasons(row, language) for language in REASONS)])


def _reasons(row: ImportRow, language: str) -> str:
    with translation.override(language):
        return " ".join(reason.sentence for reason in row.reasons)


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(map(plain, cells))
    return line.getvalue()
