from city.models.records import (
    DemoCity,
    Likeness,
    Merge,
    Side,
    TwoPeople,
    TwoPeopleEvent,
    TwoPeopleQuerySet,
)
from city.models.years import ClosedYear, YearLine

__all__ = [
    "ClosedYear",
    "DemoCity",
    "Likeness",
    "Merge",
    "Side",
    "TwoPeople",
    "TwoPeopleEvent",
    "TwoPeopleQuerySet",
    "YearLine",
]
