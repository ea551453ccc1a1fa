-- Post what sessions have become, in one statement, so that totals are locked in order:
-- the reversed below zero as the kind named, the counted above.
INSERT INTO hours_entry
       (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
        organization_id, district_id, site_id, service_field_id,
        posted_by_id, reason_code, reason)
SELECT volunteer_id, id, round,
       CASE WHEN status = 'reversed' THEN %(kind)s ELSE 'approve' END,
       CASE WHEN status = 'reversed' THEN -minutes ELSE minutes END,
       service_date, evidence, organization_id, district_id, site_id, service_field_id,
       %(by)s, %(reason_code)s, %(reason)s
  FROM hours_session
 WHERE id = ANY(%(ids)s::uuid[])
   AND status IN ('reversed', 'approved')
