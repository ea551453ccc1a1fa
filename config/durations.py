"""Minutes as hours: two places, cut off and never rounded."""

from fractions import Fraction


def hundredths(minutes: int | Fraction) -> tuple[str, int, int]:
    """Sign, whole hours and hundredths of an hour: 5549 → "", 92, 48."""
    cut = int((-minutes if minutes < 0 else minutes) * 100 // 60)
    return "-" if minutes < 0 else "", cut // 100, cut % 100


def decimal_hours(minutes: int | Fraction) -> str:
    """Minutes as a decimal number of hours: 5549 → "92.48"."""
    sign, whole, fraction = hundredths(minutes)
    return f"{sign}{whole}.{fraction:02}"
