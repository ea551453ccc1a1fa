-- Judge the days that need it, row after row in the order of the file, as if each
-- were logged by itself: against what is there and against the rows before it.
-- On all other days nothing overlaps, and the organization may approve what there is.
DROP TABLE IF EXISTS pg_temp.turned;
CREATE TEMPORARY TABLE turned (
    line bigint, code text, details jsonb, level text
) ON COMMIT DROP;

DO $$
DECLARE
    turn    record;
    person  bigint;
    day     date;
    taken   tstzmultirange;  -- of that person on that day, by now
    total   bigint;          -- minutes of that day, by now
    ids     uuid[];          -- sessions that rows before have become
    lines   bigint[];        -- and which rows
    same    integer;
BEGIN
    FOR turn IN
        WITH crowded AS (
            SELECT volunteer_id, service_date FROM judged WHERE is_crowded
             UNION
            SELECT volunteer_id, service_date FROM there
        ), filled AS (
            SELECT volunteer_id, service_date,
                   range_agg(tstzrange(started_at, ended_at)) AS time,
                   sum(minutes) AS minutes
              FROM there
             WHERE status IN ('open', 'submitted', 'queried', 'approved')
             GROUP BY volunteer_id, service_date
        )
        SELECT judged.*, tstzrange(started_at, ended_at) AS time,
               coalesce(filled.time, '{}') AS filled,
               coalesce(filled.minutes, 0) AS minutes_filled,
               day_organization, day_parent, day_city, above
          FROM crowded
          JOIN judged USING (volunteer_id, service_date)
          LEFT JOIN filled USING (volunteer_id, service_date)
          JOIN limits ON service_date >= holds_from AND service_date < holds_until
         WHERE verdict = 'good'
         ORDER BY volunteer_id, service_date, line
    LOOP
        IF (person, day) IS DISTINCT FROM (turn.volunteer_id, turn.service_date) THEN
            person := turn.volunteer_id;
            day := turn.service_date;
            taken := turn.filled;
            total := turn.minutes_filled;
            ids := '{}';
            lines := '{}';
        END IF;
        IF taken && turn.time THEN
            same := array_position(ids, turn.session_id);
            IF same IS NULL THEN
                INSERT INTO turned VALUES (turn.line, 'overlaps');
            ELSE
                INSERT INTO turned VALUES (
                    turn.line, 'repeats_line', jsonb_build_object('line', lines[same]));
            END IF;
        ELSIF total + turn.minutes > turn.day_city THEN
            INSERT INTO turned VALUES (
                turn.line, 'day_is_full',
                jsonb_build_object('hours', turn.day_city / 60));
        ELSE
            taken := taken + tstzmultirange(turn.time);
            total := total + turn.minutes;
            ids := ids || turn.session_id;
            lines := lines || turn.line;
            IF total > turn.day_parent THEN
                INSERT INTO turned (line, level) VALUES (turn.line, 'city');
            ELSIF total > turn.day_organization AND turn.level = 'organization' THEN
                INSERT INTO turned (line, level) VALUES (turn.line, turn.above);
            END IF;
        END IF;
    END LOOP;
END
$$;

UPDATE judged
   SET verdict = CASE WHEN turned.code IS NULL THEN verdict
                      WHEN turned.code = 'repeats_line' THEN 'known'
                      ELSE 'bad'
                  END,
       code = turned.code,
       details = turned.details,
       level = coalesce(turned.level, judged.level)
  FROM turned
 WHERE turned.line = judged.line;

-- They may be many, or none.
ANALYZE judged (code, verdict);

-- With what does it overlap? Another organization's business stays untold.
WITH taken AS (
    SELECT volunteer_id, service_date, started_at, ended_at, line,
           NULL::uuid AS organization_id
      FROM judged WHERE verdict = 'good' AND EXISTS (SELECT FROM turned)
     UNION ALL
    SELECT volunteer_id, service_date, started_at, ended_at, NULL, organization_id
      FROM there WHERE status IN ('open', 'submitted', 'queried', 'approved')
), first AS (
    SELECT DISTINCT ON (late.line)
           late.line, taken.line AS other, taken.organization_id,
           taken.started_at, taken.ended_at,
           least(late.ended_at, taken.ended_at)
             - greatest(late.started_at, taken.started_at) AS shared
      FROM judged AS late
      JOIN taken USING (volunteer_id, service_date)
     WHERE late.code = 'overlaps'
       AND taken.started_at < late.ended_at
       AND taken.ended_at > late.started_at
     ORDER BY late.line, taken.started_at
)
UPDATE judged
   SET code = CASE WHEN other IS NOT NULL THEN 'overlaps_line'
                   WHEN organization_id = %(organization)s THEN 'overlaps_session'
                   ELSE 'overlaps_elsewhere'
               END,
       details = CASE WHEN other IS NOT NULL THEN jsonb_build_object('line', other)
                      WHEN organization_id = %(organization)s THEN jsonb_build_object(
                           'start', to_char(first.started_at
                                            AT TIME ZONE 'Asia/Shanghai', 'HH24:MI'),
                           'end', to_char(first.ended_at
                                          AT TIME ZONE 'Asia/Shanghai', 'HH24:MI'))
                      ELSE jsonb_build_object('minutes',
                           greatest(1, floor(extract(epoch FROM shared) / 60)))
                  END
  FROM first
 WHERE first.line = judged.line;
