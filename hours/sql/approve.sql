-- Approve sessions that were locked and judged, and post their minutes.
WITH approved AS (
    UPDATE hours_session
       SET status = 'approved',
           decided_by_id = %(by)s,
           decided_at = %(at)s,
           reason_code = %(reason_code)s,
           reason = %(reason)s
     WHERE id = ANY(%(ids)s::uuid[])
       AND status = 'submitted'
 RETURNING *
), posted AS (
    INSERT INTO hours_entry
           (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
            organization_id, district_id, site_id, service_field_id,
            posted_by_id, reason_code, reason)
    SELECT volunteer_id, id, round, 'approve', minutes, service_date, evidence,
           organization_id, district_id, site_id, service_field_id,
           decided_by_id, reason_code, reason
      FROM approved
 RETURNING minutes
)
SELECT count(*), sum(minutes) FROM posted
