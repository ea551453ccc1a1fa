-- Where a person and an organization stand, and the person's sessions of one local day:
-- an empty one if there are none.
SELECT person.status, organization.status, session.id, session.status, session.started_at,
       coalesce(session.ended_at, (%(day)s::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'),
       coalesce(session.minutes, 0)
  FROM volunteers_volunteer AS person
  JOIN volunteers_organization AS organization ON organization.id = %(organization)s
  LEFT JOIN hours_session AS session
    ON session.volunteer_id = person.id
   AND session.service_date = %(day)s
 WHERE person.id = %(volunteer)s
 ORDER BY session.started_at;
