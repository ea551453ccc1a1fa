-- Submit the staged sessions, as everybody's begin.
INSERT INTO hours_session
       (id, volunteer_id, organization_id, activity_id, district_id, site_id,
        service_field_id, started_at, ended_at, break_minutes, evidence, level,
        status, round, note, submitted_by_id, submitted_at, reason_code, reason)
SELECT id, volunteer_id, organization_id, activity_id, district_id, site_id,
       service_field_id, started_at, ended_at, 0, evidence, level,
       'submitted', 1, note, submitted_by_id, submitted_at, '', ''
  FROM staged;
