-- People who served longer in some week, Monday to Sunday, than anybody works.
SELECT concat_ws(' ', volunteer_id, date_part('year', week)) AS subject,
       NULL::uuid                AS organization_id,
       NULL::uuid                AS activity_id,
       volunteer_id,
       NULL::bigint              AS account_id,
       NULL::bigint              AS other_account_id,
       min(week)                 AS first_on,
       max(week) + 6             AS last_on,
       sum(sessions)             AS sessions,
       sum(minutes)              AS minutes,
       '{}'::bigint[]            AS people,
       ARRAY(SELECT id
               FROM hours_session AS own
              WHERE own.volunteer_id = weeks.volunteer_id
                AND own.service_date BETWEEN min(weeks.week) AND max(weeks.week) + 6
                AND date_trunc('week', own.service_date)::date
                    = ANY (array_agg(weeks.week))
                AND status IN ('submitted', 'queried', 'approved')
              ORDER BY started_at DESC) AS shown,
       jsonb_build_object('weeks', count(*), 'most', max(minutes)) AS figures
  FROM (SELECT volunteer_id, date_trunc('week', service_date)::date AS week,
               count(*)     AS sessions,
               sum(minutes) AS minutes
          FROM hours_session
         WHERE status IN ('submitted', 'queried', 'approved')
           AND service_date BETWEEN %(since)s AND %(until)s
         GROUP BY volunteer_id, date_trunc('week', service_date)
        HAVING sum(minutes) > %(week_minutes)s) AS weeks
 GROUP BY volunteer_id, date_part('year', week)
