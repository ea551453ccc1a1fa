from datetime import date

from config.held import Held
from policies.models import Policy


def _read() -> list[tuple[str, date, int]]:
    rows = Policy.objects.order_by("holds_from")
    return list(rows.values_list("code", "holds_from", "value"))


# Each number with the dates from which it held, the earliest first.
HELD = Held(_read)


def numbers(*, on: date) -> dict[str, int]:
    """Every number as it holds on the local date ``on``, by code."""
    return {code: value for code, since, value in HELD() if since <= on}


def number(code: str, *, on: date) -> int:
    """
    The number ``code`` as it holds on the local date ``on``.

    :raises KeyError: if the city never set such a number
    """
    return numbers(on=on)[code]
