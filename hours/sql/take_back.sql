-- Take counted sessions back, and post the same minutes below zero.
WITH taken AS (
    UPDATE hours_session
       SET status = %(new)s,
           round = round + (%(new)s = 'submitted')::int,
           decided_by_id = CASE WHEN %(new)s = 'submitted' THEN NULL ELSE %(by)s END,
           decided_at = CASE WHEN %(new)s = 'submitted' THEN NULL ELSE %(at)s::timestamptz END,
           reason_code = %(reason_code)s,
           reason = %(reason)s
     WHERE id = ANY(%(ids)s::uuid[])
       AND status = 'approved'
 RETURNING *
), posted AS (
    INSERT INTO hours_entry
           (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
            organization_id, district_id, site_id, service_field_id,
            posted_by_id, reason_code, reason)
    SELECT volunteer_id, id, round - (status = 'submitted')::int, %(kind)s, -minutes,
           service_date, evidence, organization_id, district_id, site_id,
           service_field_id, %(by)s, reason_code, reason
      FROM taken
 RETURNING minutes
)
SELECT count(*), -sum(minutes) FROM posted
