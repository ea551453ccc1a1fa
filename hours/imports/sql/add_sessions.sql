-- Submit the sessions of some good rows; what everybody's begin with.
INSERT INTO hours_session
       (id, volunteer_id, organization_id, activity_id, district_id, site_id,
        service_field_id, started_at, ended_at, break_minutes, evidence, level,
        status, round, note, submitted_by_id, submitted_at, reason_code, reason)
SELECT session_id, volunteer_id, %(organization)s, activity_id,
       coalesce(district_id, %(district)s),
       CASE WHEN activity_id IS NULL THEN %(site)s ELSE site_id END,
       service_field_id, started_at, ended_at, break_minutes, 'entered', level,
       'submitted', 1, note, %(by)s, %(at)s, '', ''
  FROM judged
 WHERE position > %(after)s
   AND position <= %(until)s
   AND verdict = 'good'
 ORDER BY position
    ON CONFLICT (id) DO NOTHING
