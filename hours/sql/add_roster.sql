-- Submit the sessions of a roster: many people who did one thing together.
INSERT INTO hours_session
       (id, volunteer_id, organization_id, activity_id, district_id, site_id,
        service_field_id, started_at, ended_at, break_minutes, evidence, level, status,
        round, note, submitted_by_id, submitted_at, reason_code, reason)
SELECT one.id, one.volunteer_id, %(organization_id)s, %(activity_id)s, %(district_id)s,
       %(site_id)s, %(service_field_id)s, one.started_at, one.ended_at,
       one.break_minutes, one.evidence, one.level, %(status)s, %(round)s, %(note)s,
       %(submitted_by_id)s, %(submitted_at)s, %(reason_code)s, %(reason)s
  FROM unnest(%(id)s::uuid[], %(volunteer_id)s::bigint[], %(started_at)s::timestamptz[],
              %(ended_at)s::timestamptz[], %(break_minutes)s::int[],
              %(evidence)s::text[], %(level)s::text[])
    AS one (id, volunteer_id, started_at, ended_at, break_minutes, evidence, level)
    ON CONFLICT (id) DO NOTHING
