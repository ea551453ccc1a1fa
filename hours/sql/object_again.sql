-- Say of sessions entered anew what is not answered yet of those they replace: what was
-- said, by whom and until when stays.
WITH moved AS (
    UPDATE hours_objection AS objection
       SET state = 'moved', answered_by_id = %(by)s, answered_at = %(at)s
      FROM unnest(%(ids)s::uuid[], %(new_ids)s::uuid[]) AS pair (old_id, new_id)
      JOIN hours_session AS session ON session.id = pair.old_id
     WHERE objection.volunteer_id = session.volunteer_id
       AND objection.session_id = session.id
       AND objection.state = 'open'
 RETURNING objection.*, pair.new_id
)
INSERT INTO hours_objection
       (id, volunteer_id, session_id, organization_id, kind, about_decision, words,
        started_at, ended_at, break_minutes, raised_by_id, raised_at, due_on, state,
        answer)
SELECT gen_random_uuid(), %(kept)s, new_id, organization_id, kind, about_decision, words,
       started_at, ended_at, break_minutes, raised_by_id, raised_at, due_on, 'open', ''
  FROM moved
