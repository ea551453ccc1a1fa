-- Give out the next serial of an area's month; others wait until it is taken.
INSERT INTO volunteers_numberseries AS series (area, month, last)
VALUES (%(area)s, %(month)s, 1)
    ON CONFLICT (area, month) DO UPDATE
   SET last = series.last + 1
RETURNING last
