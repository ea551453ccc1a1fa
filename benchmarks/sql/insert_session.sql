-- The bare INSERT: what somebody said, as it stands, for themselves.
INSERT INTO hours_session
       (id, volunteer_id, organization_id, district_id, site_id, service_field_id,
        started_at, ended_at, break_minutes, evidence, level, status, round, note,
        submitted_by_id, submitted_at, reason_code, reason)
SELECT %(id)s, person.id, organization.id, organization.district_id,
       organization.site_id, %(service_field)s, %(started_at)s, %(ended_at)s, 0,
       'declared', 'organization', 'submitted', 1, '', %(account)s, now(), '', ''
  FROM volunteers_volunteer AS person, volunteers_organization AS organization
 WHERE person.account_id = %(account)s
   AND organization.id = %(organization)s
RETURNING id
