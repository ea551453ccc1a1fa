-- How many sessions of some days would have been somebody else's to decide under other
-- numbers: each as it is judged by those that hold and by those tried (L07, L15, L17).
-- The sum of a day is what was there when the session was sent in, as far as it still
-- takes time; who leads an organization is who does so today.
WITH leader AS (
    SELECT DISTINCT person.id AS volunteer_id, held.organization_id
      FROM volunteers_appointment AS held
      JOIN volunteers_volunteer AS person ON person.account_id = held.account_id
     WHERE held.role IN ('approver', 'admin')
       AND held.starts_on <= %(today)s
       AND coalesce(held.ends_on, 'infinity') >= %(today)s
       AND held.ended_at IS NULL
), served AS (
    SELECT sum(session.minutes) OVER (
               PARTITION BY session.volunteer_id, session.service_date
               ORDER BY session.submitted_at, session.id) AS minutes,
           (session.submitted_at AT TIME ZONE 'Asia/Shanghai')::date
             - session.service_date AS age,
           leader.volunteer_id IS NOT NULL AS is_led,
           CASE WHEN organization.parent_id IS NULL THEN 'city' ELSE 'parent' END AS above
      FROM hours_session AS session
      JOIN volunteers_organization AS organization
        ON organization.id = session.organization_id
      LEFT JOIN leader
        ON leader.volunteer_id = session.volunteer_id
       AND leader.organization_id = session.organization_id
     WHERE session.service_date BETWEEN %(first)s AND %(last)s
       AND session.status IN ('submitted', 'queried', 'approved')
), judged AS (
    SELECT CASE WHEN age > %(retro_days_parent)s OR minutes > %(day_minutes_city)s
                THEN 'refused'
                WHEN minutes > %(day_minutes_parent)s THEN 'city'
                WHEN is_led OR minutes > %(day_minutes_organization)s
                     OR age > %(retro_days_organization)s THEN above
                ELSE 'organization'
            END AS now,
           CASE WHEN age > %(tried_retro_days_parent)s
                     OR minutes > %(tried_day_minutes_city)s
                THEN 'refused'
                WHEN minutes > %(tried_day_minutes_parent)s THEN 'city'
                WHEN is_led OR minutes > %(tried_day_minutes_organization)s
                     OR age > %(tried_retro_days_organization)s THEN above
                ELSE 'organization'
            END AS tried
      FROM served
)
SELECT now, tried, count(*) AS sessions
  FROM judged
 GROUP BY now, tried
 ORDER BY now, tried
