-- Bring sessions entered anew to where those stand that they replace: counted or asked.
WITH settled AS (
    UPDATE hours_session AS session
       SET status = replaced.status
      FROM hours_session AS replaced
     WHERE session.id = ANY(%(new_ids)s::uuid[])
       AND replaced.id = session.replaces_id
       AND (replaced.status = 'queried'
            OR replaced.status = 'approved'
               AND replaced.decided_by_id IS NOT DISTINCT FROM session.decided_by_id)
 RETURNING session.volunteer_id, session.id, session.status
)
INSERT INTO hours_move
       (volunteer_id, session_id, old, new, by_id, at, reason_code, reason)
SELECT volunteer_id, id, 'submitted', status, %(by)s, %(at)s, %(reason_code)s, %(reason)s
  FROM settled
 WHERE status = 'queried'
