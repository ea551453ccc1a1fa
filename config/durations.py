def decimal_hours(minutes: int) -> str:
    """Minutes as a decimal number of hours, two places, cut off: 5549 → "92.48"."""
    hundredths = abs(minutes) * 100 // 60
    sign = "-" if minutes < 0 else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02}"
