"""What PostgreSQL makes of moments; the city's time is Asia/Shanghai."""

from django.db import models
from django.db.models import Func


class LocalDate(Func):
    """The local date (Asia/Shanghai) of a moment."""

    template = "((%(expressions)s AT TIME ZONE 'Asia/Shanghai')::date)"
    output_field = models.DateField()


class NextMidnight(Func):
    """The local midnight after a moment."""

    template = (
        "((((%(expressions)s AT TIME ZONE 'Asia/Shanghai')::date + 1)::timestamp)"
        " AT TIME ZONE 'Asia/Shanghai')"
    )
    output_field = models.DateTimeField()


class WholeMinutes(Func):
    """The whole minutes between two moments, the rest cut off (L02)."""

    template = "floor(extract(epoch FROM (%(expressions)s)) / 60)::integer"
    arg_joiner = " - "
    output_field = models.IntegerField()


class TimeRange(Func):
    """The half-open time between two moments: 9–10 and 10–11 do not overlap (L03)."""

    function = "tstzrange"
