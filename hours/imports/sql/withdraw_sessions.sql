-- Withdraw what an import added and nobody has decided, with its step in the history.
WITH before AS (
    SELECT session.id, status
      FROM hours_importrow AS kept
      JOIN hours_session AS session ON session.id = kept.session_id
     WHERE imported_id = %(imported)s
       AND verdict = 'good'
       AND status IN ('submitted', 'queried')
), moved AS (
    UPDATE hours_session AS session
       SET status = 'withdrawn', decided_by_id = %(by)s, decided_at = %(at)s,
           reason_code = '', reason = ''
      FROM before
     WHERE before.id = session.id
 RETURNING session.id, volunteer_id, before.status AS old, session.status AS new
)
INSERT INTO hours_move
       (volunteer_id, session_id, old, new, by_id, at, reason_code, reason)
SELECT volunteer_id, id, old, new, %(by)s, %(at)s, '', ''
  FROM moved
