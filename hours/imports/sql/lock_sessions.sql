-- Lock the sessions an import added, in order of id, and count those that count.
WITH locked AS MATERIALIZED (
    SELECT session.status
      FROM hours_session AS session
     WHERE id IN (SELECT session_id FROM hours_importrow
                   WHERE imported_id = %(imported)s AND verdict = 'good')
     ORDER BY id
       FOR NO KEY UPDATE
)
SELECT count(*) FROM locked WHERE status IN ('approved', 'reversed')
