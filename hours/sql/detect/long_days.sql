-- People who served longer on some day than anybody's day is.
SELECT concat_ws(' ', volunteer_id, date_part('year', service_date)) AS subject,
       NULL::uuid                AS organization_id,
       NULL::uuid                AS activity_id,
       volunteer_id,
       NULL::bigint              AS account_id,
       NULL::bigint              AS other_account_id,
       min(service_date)         AS first_on,
       max(service_date)         AS last_on,
       sum(sessions)             AS sessions,
       sum(minutes)              AS minutes,
       '{}'::bigint[]            AS people,
       ARRAY(SELECT id
               FROM hours_session AS own
              WHERE own.volunteer_id = days.volunteer_id
                AND own.service_date = ANY (array_agg(days.service_date))
                AND status IN ('submitted', 'queried', 'approved')
              ORDER BY started_at DESC) AS shown,
       jsonb_build_object('days', count(*), 'most', max(minutes)) AS figures
  FROM (SELECT volunteer_id, service_date,
               count(*)     AS sessions,
               sum(minutes) AS minutes
          FROM hours_session
         WHERE status IN ('submitted', 'queried', 'approved')
           AND service_date BETWEEN %(since)s AND %(until)s
         GROUP BY volunteer_id, service_date
        HAVING sum(minutes) > %(day_minutes)s) AS days
 GROUP BY volunteer_id, date_part('year', service_date)
