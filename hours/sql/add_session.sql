-- Submit a session; no row comes back if the id is known.
INSERT INTO hours_session
       (id, volunteer_id, organization_id, activity_id, district_id, site_id,
        service_field_id, started_at, ended_at, break_minutes, evidence, level, status,
        round, note, replaces_id, submitted_by_id, submitted_at, reason_code, reason)
VALUES (%(id)s, %(volunteer_id)s, %(organization_id)s, %(activity_id)s, %(district_id)s,
        %(site_id)s, %(service_field_id)s, %(started_at)s, %(ended_at)s,
        %(break_minutes)s, %(evidence)s, %(level)s, %(status)s, %(round)s, %(note)s,
        %(replaces_id)s, %(submitted_by_id)s, %(submitted_at)s, %(reason_code)s,
        %(reason)s)
    ON CONFLICT (id) DO NOTHING
RETURNING minutes, service_date;
