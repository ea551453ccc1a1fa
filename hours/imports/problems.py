from collections.abc import Iterator

from hours.models import Import, ImportRow


def problems(
    *, imported: Import, after: int = 0, limit: int = 50, bad_only: bool = False
) -> list[ImportRow]:
    """
    The rows something is to be said about, in the order of the file: ``row.reasons``.

    :param after: the line of the last row shown before
    :param bad_only: without the rows that merely add nothing
    """
    rows = ImportRow.objects.filter(imported=imported, line__gt=after)
    if bad_only:
        rows = rows.filter(verdict=ImportRow.Verdict.BAD)
    else:
        rows = rows.exclude(verdict=ImportRow.Verdict.GOOD)
    return list(rows.order_by("line")[:limit])


def bad_rows_as_csv(*, imported: Import) -> Iterator[str]:
    """
    The rows that cannot be added as lines of a CSV file, with the reasons beside them
    in Chinese and English: put right, it can be brought again as it is.
    """
    raise NotImplementedError
