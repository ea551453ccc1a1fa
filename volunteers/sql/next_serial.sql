-- Give out the next serials of an area's month; others wait until they are taken.
INSERT INTO volunteers_numberseries AS series (area, month, last)
VALUES (%(area)s, %(month)s, %(count)s)
    ON CONFLICT (area, month) DO UPDATE
   SET last = series.last + %(count)s
RETURNING last
