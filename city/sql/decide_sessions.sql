-- Decide the staged sessions. Approved ones first, some of them to be taken back below.
WITH approved AS (
    UPDATE hours_session AS session
       SET status = 'approved',
           decided_by_id = staged.decided_by_id,
           decided_at = staged.decided_at
      FROM staged
     WHERE staged.id = session.id
       AND staged.fate IN ('approved', 'reversed')
 RETURNING session.*
)
INSERT INTO hours_entry
       (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
        organization_id, district_id, site_id, service_field_id,
        posted_by_id, posted_at, reason_code, reason)
SELECT volunteer_id, id, round, 'approve', minutes, service_date, evidence,
       organization_id, district_id, site_id, service_field_id,
       decided_by_id, decided_at, '', ''
  FROM approved
 ORDER BY decided_at, id;

WITH taken_back AS (
    UPDATE hours_session AS session
       SET status = 'reversed',
           decided_at = staged.taken_back_at,
           reason_code = staged.reason_code
      FROM staged
     WHERE staged.id = session.id
       AND staged.fate = 'reversed'
 RETURNING session.*
)
INSERT INTO hours_entry
       (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
        organization_id, district_id, site_id, service_field_id,
        posted_by_id, posted_at, reason_code, reason)
SELECT volunteer_id, id, round, 'reverse', -minutes, service_date, evidence,
       organization_id, district_id, site_id, service_field_id,
       decided_by_id, decided_at, reason_code, ''
  FROM taken_back
 ORDER BY decided_at, id;

-- Not accepted, withdrawn, asked back.
WITH moved AS (
    UPDATE hours_session AS session
       SET status = staged.fate,
           decided_by_id = staged.decided_by_id,
           decided_at = staged.decided_at,
           reason_code = staged.reason_code,
           reason = staged.reason
      FROM staged
     WHERE staged.id = session.id
       AND staged.fate IN ('rejected', 'withdrawn', 'queried')
 RETURNING session.*
)
INSERT INTO hours_move
       (volunteer_id, session_id, old, new, by_id, at, reason_code, reason)
SELECT volunteer_id, id, 'submitted', status, decided_by_id, decided_at,
       reason_code, reason
  FROM moved
 ORDER BY decided_at, id;

-- What was asked stands in the thread.
INSERT INTO notices_message (about, author_id, text, said_at)
SELECT id, decided_by_id, reason, decided_at
  FROM staged
 WHERE fate = 'queried'
 ORDER BY decided_at, id;
