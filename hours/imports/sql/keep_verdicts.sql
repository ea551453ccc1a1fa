-- Keep with the rows of an import what was judged of them, in the order of columns.
-- Most good ones stay as they were written.
WITH told AS MATERIALIZED (
    SELECT line, session_id, verdict, reasons
      FROM judged
     CROSS JOIN LATERAL (
           SELECT retro_parent FROM limits
            WHERE service_date >= holds_from AND service_date < holds_until
            UNION ALL SELECT NULL LIMIT 1) AS limits
     CROSS JOIN LATERAL (
           SELECT jsonb_agg(jsonb_build_object(
                      'column', at, 'code', said.code, 'details', said.details)) AS reasons
             FROM (VALUES
                   ('volunteer', against_volunteer, judged.of_volunteer),
                   ('started_at', judged.code, coalesce(judged.details, '{}')),
                   (CASE against_time WHEN 'too_late' THEN 'started_at'
                                      WHEN 'shorter_than_a_minute' THEN 'break_minutes'
                                      ELSE 'ended_at' END,
                    against_time,
                    CASE against_time WHEN 'too_late'
                         THEN jsonb_build_object('days', retro_parent) ELSE '{}' END),
                   ('service_field', against_field, '{}'),
                   ('activity', against_activity, '{}')) AS said (at, code, details)
            -- What was said before of the session itself is all there is to say.
            WHERE said.code = coalesce(judged.code, said.code)) AS against
     WHERE verdict <> 'good' OR before <> 'good' OR is_renamed
)
UPDATE hours_importrow AS kept
   SET verdict = told.verdict,
       session_id = told.session_id,
       refusals = told.reasons
  FROM told
 WHERE kept.imported_id = %(imported)s
   AND kept.line = told.line;

SELECT count(*),
       count(*) FILTER (WHERE verdict = 'good'),
       count(*) FILTER (WHERE verdict = 'known'),
       count(*) FILTER (WHERE verdict = 'bad'),
       coalesce(sum(minutes) FILTER (WHERE verdict = 'good'), 0)::bigint,
       count(DISTINCT volunteer_id) FILTER (WHERE verdict = 'good')
  FROM judged
