-- Take locked sessions off the timeline of their record: what counts is reversed, what
-- is undecided withdrawn. Their lines follow in post_together.sql.
WITH before AS (
    SELECT id, status FROM hours_session WHERE id = ANY(%(ids)s::uuid[])
), gone AS (
    UPDATE hours_session AS session
       SET status = CASE WHEN before.status = 'approved' THEN 'reversed' ELSE 'withdrawn' END,
           decided_by_id = %(by)s,
           decided_at = %(at)s,
           reason_code = %(reason_code)s,
           reason = %(reason)s
      FROM before
     WHERE before.id = session.id
 RETURNING session.id, session.volunteer_id, session.minutes,
           before.status AS old, session.status AS new
), noted AS (
    INSERT INTO hours_move
           (volunteer_id, session_id, old, new, by_id, at, reason_code, reason)
    SELECT volunteer_id, id, old, new, %(by)s, %(at)s, %(reason_code)s, %(reason)s
      FROM gone
     WHERE new = 'withdrawn'
)
SELECT count(*), sum(minutes) FROM gone
