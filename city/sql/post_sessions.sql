-- Post the loaded sessions that were counted, in the order of time. Those that were taken
-- back are posted twice: when they had been approved, and below zero when taken back.
INSERT INTO hours_entry
       (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
        organization_id, district_id, site_id, service_field_id,
        posted_by_id, posted_at, reason_code, reason)
SELECT volunteer_id, id, round, 'approve', minutes, service_date, evidence,
       organization_id, district_id, site_id, service_field_id,
       decided_by_id, decided_at, '', ''
  FROM hours_session
 WHERE status = 'approved'
 UNION ALL
SELECT volunteer_id, id, round, 'approve', minutes, service_date, evidence,
       organization_id, district_id, site_id, service_field_id,
       decided_by_id, taken_back.approved_at, '', ''
  FROM taken_back
  JOIN hours_session ON id = session_id
 UNION ALL
SELECT volunteer_id, id, round, 'reverse', -minutes, service_date, evidence,
       organization_id, district_id, site_id, service_field_id,
       decided_by_id, decided_at, reason_code, ''
  FROM hours_session
 WHERE status = 'reversed'
 ORDER BY 13, 2;

-- What was not counted moved; what was asked stands in the thread.
INSERT INTO hours_move
       (volunteer_id, session_id, old, new, by_id, at, reason_code, reason)
SELECT volunteer_id, id, 'submitted', status, decided_by_id, decided_at,
       reason_code, reason
  FROM hours_session
 WHERE status IN ('rejected', 'withdrawn', 'queried')
 ORDER BY decided_at, id;

INSERT INTO notices_message (about, author_id, text, said_at)
SELECT id, decided_by_id, reason, decided_at
  FROM hours_session
 WHERE status = 'queried'
 ORDER BY decided_at, id;
