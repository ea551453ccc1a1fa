-- The bare UPDATE: the same columns of as many sessions, and nothing that follows.
UPDATE hours_session
   SET status = 'approved',
       decided_by_id = %(by)s,
       decided_at = %(at)s
 WHERE id = ANY(%(ids)s::uuid[])
