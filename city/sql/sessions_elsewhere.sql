-- How many sessions of some days would have been somebody else's to decide under other
-- numbers: each as it is judged by those that hold and by those tried (L07, L15, L17).
-- The sum of a day is what was there when the session was sent in, as far as it still
-- takes time; who leads an organization is who does so today. Of one organization, by
-- its numbers as they are given; of all, each by its own of the first day where they are
-- stricter (``least`` passes over what is not set).
WITH leader AS (
    SELECT DISTINCT person.id AS volunteer_id, held.organization_id
      FROM volunteers_appointment AS held
      JOIN volunteers_volunteer AS person ON person.account_id = held.account_id
     WHERE held.role IN ('approver', 'admin')
       AND held.starts_on <= %(today)s
       AND coalesce(held.ends_on, 'infinity') >= %(today)s
       AND held.ended_at IS NULL
), own AS (
    SELECT organization_id,
           max(value) FILTER (WHERE code = 'day_minutes_organization') AS day_organization,
           max(value) FILTER (WHERE code = 'retro_days_organization') AS retro_organization,
           max(value) FILTER (WHERE code = 'retro_days_parent') AS retro_parent
      FROM (SELECT DISTINCT ON (organization_id, code) organization_id, code, value
              FROM hours_organizationlimit
             WHERE holds_from <= %(first)s
               AND %(organization)s::uuid IS NULL
             ORDER BY organization_id, code, holds_from DESC) AS latest
     GROUP BY organization_id
), served AS (
    SELECT sum(session.minutes) OVER (
               PARTITION BY session.volunteer_id, session.service_date
               ORDER BY session.submitted_at, session.id) AS minutes,
           (session.submitted_at AT TIME ZONE 'Asia/Shanghai')::date
             - session.service_date AS age,
           leader.volunteer_id IS NOT NULL AS is_led,
           session.organization_id,
           CASE WHEN organization.parent_id IS NULL THEN 'city' ELSE 'parent' END AS above
      FROM hours_session AS session
      JOIN volunteers_organization AS organization
        ON organization.id = session.organization_id
      LEFT JOIN leader
        ON leader.volunteer_id = session.volunteer_id
       AND leader.organization_id = session.organization_id
     WHERE session.service_date BETWEEN %(first)s AND %(last)s
       AND (%(organization)s::uuid IS NULL OR session.volunteer_id IN (
           SELECT volunteer_id
             FROM hours_session
            WHERE organization_id = %(organization)s
              AND service_date BETWEEN %(first)s AND %(last)s))
       AND session.status IN ('submitted', 'queried', 'approved')
), judged AS (
    SELECT CASE WHEN age > least(%(retro_days_parent)s, own.retro_parent)
                     OR minutes > %(day_minutes_city)s
                THEN 'refused'
                WHEN minutes > %(day_minutes_parent)s THEN 'city'
                WHEN is_led
                     OR minutes > least(%(day_minutes_organization)s, own.day_organization)
                     OR age > least(%(retro_days_organization)s, own.retro_organization)
                THEN above
                ELSE 'organization'
            END AS now,
           CASE WHEN age > least(%(tried_retro_days_parent)s, own.retro_parent)
                     OR minutes > %(tried_day_minutes_city)s
                THEN 'refused'
                WHEN minutes > %(tried_day_minutes_parent)s THEN 'city'
                WHEN is_led
                     OR minutes > least(%(tried_day_minutes_organization)s,
                                        own.day_organization)
                     OR age > least(%(tried_retro_days_organization)s,
                                    own.retro_organization)
                THEN above
                ELSE 'organization'
            END AS tried
      FROM served
      LEFT JOIN own USING (organization_id)
     WHERE coalesce(organization_id = %(organization)s, true)
)
SELECT now, tried, count(*) AS sessions
  FROM judged
 GROUP BY now, tried
 ORDER BY now, tried
