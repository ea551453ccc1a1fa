"""Lists as CSV, sent while they are read."""

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import translation
from django.utils.functional import Promise

from config.cells import BOM, plain

CHUNK = 2_000  # lines that are read at once

# What a column is called, and what it tells of a line.
Columns = list[tuple[str | Promise, Callable[[Any], Any]]]


def csv_file(
    name: str, columns: Columns, batches: Iterable[list[Any]]
) -> StreamingHttpResponse:
    """Batches of lines as one file, in the language of the reader."""
    return StreamingHttpResponse(
        _parts(columns, batches, translation.get_language() or "en"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _parts(
    columns: Columns, batches: Iterable[list[Any]], language: str
) -> Iterator[str]:
    writer = csv.writer(_Echo())
    with translation.override(language):
        header = [str(name) for name, _tell in columns]
    yield BOM + writer.writerow(header)
    for lines in batches:
        # No override across a yield: other pages are drawn in between.
        with translation.override(language):
            rows = [
                writer.writerow([plain(tell(line)) for _name, tell in columns])
                for line in lines
            ]
        yield "".join(rows)


class _Echo:
    """A file that hands back what is written into it."""

    def write(self, text: str) -> str:
        return text
