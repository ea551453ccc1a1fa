-- How many working days lie after one local date up to and including another, as
-- ``policies.calendar`` counts them; and in how many of them a question to a session's
-- volunteer was open, as ``hours.stops`` does: a question that still is counts nothing.
-- The first is as it was until the city kept a calendar: see make_working_days.sql.
-- Whoever changes it adds a migration that runs this.
CREATE OR REPLACE FUNCTION hours_working_days(since date, until date)
RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- The first of January 1900 was a Monday.
    SELECT ((until - date '1900-01-01') / 7 - (since - date '1900-01-01') / 7) * 5
           + least((until - date '1900-01-01') % 7, 4)
           - least((since - date '1900-01-01') % 7, 4);
$$;

CREATE OR REPLACE FUNCTION hours_stopped_days(asked uuid)
RETURNS int LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN coalesce((
        SELECT sum(hours_working_days(asked_on, closed_on))
          FROM (SELECT new,
                       (at AT TIME ZONE 'Asia/Shanghai')::date AS asked_on,
                       (lead(at) OVER (ORDER BY at, id)
                                 AT TIME ZONE 'Asia/Shanghai')::date AS closed_on
                  FROM hours_move
                 WHERE session_id = asked
                   AND 'queried' IN (old, new)) AS question
         WHERE new = 'queried'
           AND closed_on IS NOT NULL), 0);
END;
$$;
