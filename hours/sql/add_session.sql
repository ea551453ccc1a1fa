-- Submit a session; no row comes back if the id is known. See make_add_session.sql.
SELECT *
  FROM hours_add_session(
           %(seen)s, %(day)s, %(id)s, %(volunteer_id)s, %(organization_id)s,
           %(activity_id)s, %(district_id)s, %(site_id)s, %(service_field_id)s,
           %(started_at)s, %(ended_at)s, %(break_minutes)s, %(evidence)s, %(level)s,
           %(note)s, %(replaces_id)s, %(submitted_by_id)s, %(submitted_at)s);
