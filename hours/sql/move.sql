-- Move locked sessions to another status, and keep the step in their history.
WITH before AS (
    SELECT id, status FROM hours_session WHERE id = ANY(%(ids)s::uuid[])
), moved AS (
    UPDATE hours_session AS session
       SET status = %(new)s,
           round = session.round
                 + (before.status = 'rejected' AND %(new)s = 'submitted')::int,
           decided_by_id = CASE WHEN %(new)s = 'submitted' THEN NULL ELSE %(by)s END,
           decided_at = CASE WHEN %(new)s = 'submitted' THEN NULL ELSE %(at)s::timestamptz END,
           reason_code = %(reason_code)s,
           reason = %(reason)s
      FROM before
     WHERE before.id = session.id
 RETURNING session.id, session.volunteer_id, session.minutes,
           before.status AS old, session.status AS new
), kept AS (
    INSERT INTO hours_move
           (volunteer_id, session_id, old, new, by_id, at, reason_code, reason)
    SELECT volunteer_id, id, old, new, %(by)s, %(at)s, %(reason_code)s, %(reason)s
      FROM moved
)
SELECT count(*), sum(minutes) FROM moved
