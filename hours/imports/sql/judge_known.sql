-- Rows whose sessions were there before add nothing, or may not come again.
DROP TABLE IF EXISTS pg_temp.there;

-- Whatever these people did on these days, in any state.
CREATE TEMPORARY TABLE there ON COMMIT DROP AS
SELECT session.id, volunteer_id, service_date, session.started_at,
       coalesce(session.ended_at,
                (service_date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') AS ended_at,
       session.minutes, session.status, session.organization_id, session.activity_id,
       session.service_field_id, session.break_minutes, session.note
  FROM (SELECT DISTINCT volunteer_id, service_date FROM judged) AS day
  JOIN hours_session AS session USING (volunteer_id, service_date);
CREATE UNIQUE INDEX ON there (id);
ANALYZE there;

-- A withdrawn session makes way for the next id, which is made from its own.
WITH RECURSIVE met AS (
    SELECT line, there.id, there.status
      FROM judged
      JOIN there ON there.id = session_id AND there.volunteer_id = judged.volunteer_id
     UNION ALL
    SELECT line, next.id, there.status
      FROM met
     CROSS JOIN LATERAL (
           SELECT overlay(overlay(left(encode(sha256(uuid_send(met.id)), 'hex'), 32)
                          PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid AS id) AS next
      LEFT JOIN there ON there.id = next.id
     WHERE met.status = 'withdrawn'
)
UPDATE judged
   SET session_id = met.id,
       is_renamed = met.status IS NULL,
       verdict = CASE WHEN met.status IS NULL THEN verdict
                      WHEN met.status IN ('rejected', 'reversed') THEN 'bad'
                      ELSE 'known'
                  END,
       code = CASE WHEN met.status IS NULL THEN NULL
                   WHEN met.status = 'rejected' THEN 'once_rejected'
                   WHEN met.status = 'reversed' THEN 'once_reversed'
                   WHEN (there.activity_id, there.service_field_id,
                         there.break_minutes, there.note)
                        IS DISTINCT FROM
                        (judged.activity_id, judged.service_field_id,
                         judged.break_minutes, judged.note)
                   THEN 'is_there_otherwise'
                   ELSE 'is_there'
               END
  FROM met
  LEFT JOIN there ON there.id = met.id
 WHERE met.line = judged.line
   AND met.status IS DISTINCT FROM 'withdrawn';
