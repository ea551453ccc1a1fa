from datetime import date

# From this age people decide for themselves (民法典 art. 17).
OF_AGE = 18


def age_on(day: date, *, born: date) -> int:
    """
    Completed years of age on the local date ``day``.

    Someone born on 29 February completes a year on 1 March of a common year.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def born_by(day: date, *, age: int) -> date:
    """The last birth date of whoever has completed ``age`` years on ``day``."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:  # 29 February
        return date(day.year - age, 2, 28)
