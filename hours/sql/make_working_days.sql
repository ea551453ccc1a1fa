-- How many working days lie after one local date up to and including another, as
-- ``policies.calendar`` counts them.
-- Whoever changes it adds a migration that runs this.
CREATE OR REPLACE FUNCTION hours_working_days(since date, until date)
RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS $$
    -- The first of January 1900 was a Monday.
    SELECT ((until - date '1900-01-01') / 7 - (since - date '1900-01-01') / 7) * 5
           + least((until - date '1900-01-01') % 7, 4)
           - least((since - date '1900-01-01') % 7, 4)
           -- And what the city has marked otherwise than the day of the week says.
           + (SELECT coalesce(sum(CASE WHEN is_working THEN 1 ELSE -1 END), 0)::int
                FROM policies_calendarday
               WHERE day > since
                 AND day <= until
                 AND is_working = (extract(isodow FROM day) > 5));
$$;
