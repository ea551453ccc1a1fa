-- The next serial of a local day. The row stays locked, so that none is given twice.
INSERT INTO recognition_certificateserial AS given (day, last)
VALUES (%(day)s, 1)
    ON CONFLICT (day) DO UPDATE
   SET last = given.last + 1
RETURNING last;
