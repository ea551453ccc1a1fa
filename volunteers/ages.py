from datetime import date


def age_on(day: date, *, born: date) -> int:
    """
    Completed years of age on the local date ``day``.

    Someone born on 29 February completes a year on 1 March of a common year.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
