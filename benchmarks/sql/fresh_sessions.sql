-- Sessions that wait in an organization's queue, of so many of its members by turns, an
-- hour each; known by their ids, which begin with eight f. Nobody's year so far reaches these days.
WITH member AS (
    SELECT volunteer_id, row_number() OVER (ORDER BY volunteer_id) - 1 AS place
      FROM volunteers_membership
     WHERE organization_id = %(organization)s
       AND volunteer_id > %(cast)s
)
INSERT INTO hours_session
       (id, volunteer_id, organization_id, activity_id, district_id, site_id,
        service_field_id, started_at, ended_at, break_minutes, evidence, level,
        status, round, note, submitted_by_id, submitted_at, reason_code, reason)
SELECT ('ffffffff-0000-4000-8000-' || lpad(to_hex(number), 12, '0'))::uuid,
       member.volunteer_id,
       organization.id,
       NULL,
       organization.district_id,
       organization.site_id,
       '0001',
       slot.at,
       slot.at + interval '60 minutes',
       0, 'timed', 'organization', 'submitted', 1, '', %(recorder)s,
       slot.at + interval '2 hours', '', ''
  FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS number
  JOIN (SELECT least(count(*), %(people)s::bigint) AS people FROM member) AS counted
    ON true
  JOIN member ON member.place = number %% counted.people
  JOIN volunteers_organization AS organization ON organization.id = %(organization)s
 CROSS JOIN LATERAL (
       SELECT (%(day)s::date - (number / counted.people / 12)::int)::timestamp
              AT TIME ZONE 'Asia/Shanghai'
              + ((7 + number / counted.people %% 12) || ' hours')::interval AS at
       ) AS slot
 ORDER BY number
RETURNING id
