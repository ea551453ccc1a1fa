from datetime import date

from policies.models import Policy


def numbers(*, on: date) -> dict[str, int]:
    """Every number as it holds on the local date ``on``, by code."""
    in_force = (
        Policy.objects.filter(holds_from__lte=on)
        .order_by("code", "-holds_from")
        .distinct("code")
    )
    return dict(in_force.values_list("code", "value"))


def number(code: str, *, on: date) -> int:
    """
    The number ``code`` as it holds on the local date ``on``.

    :raises KeyError: if the city never set such a number
    """
    return numbers(on=on)[code]
