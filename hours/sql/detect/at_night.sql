-- Organizations whose people serve by day, and now and then many of them at night.
SELECT concat_ws(' ', organization_id, date_part('year', service_date)) AS subject,
       organization_id,
       NULL::uuid              AS activity_id,
       NULL::bigint            AS volunteer_id,
       NULL::bigint            AS account_id,
       NULL::bigint            AS other_account_id,
       min(service_date) FILTER (WHERE at_night) AS first_on,
       max(service_date) FILTER (WHERE at_night) AS last_on,
       count(*)          FILTER (WHERE at_night) AS sessions,
       sum(minutes)      FILTER (WHERE at_night) AS minutes,
       '{}'::bigint[]          AS people,
       array_agg(id ORDER BY started_at DESC) FILTER (WHERE at_night) AS shown,
       jsonb_build_object('all', count(*)) AS figures
  FROM (SELECT *, date_part('hour', started_at AT TIME ZONE 'Asia/Shanghai')
                  NOT BETWEEN 5 AND 21 AS at_night
          FROM hours_session
         WHERE status IN ('submitted', 'queried', 'approved')
           AND service_date BETWEEN %(since)s AND %(until)s) AS served
 GROUP BY organization_id, date_part('year', service_date)
HAVING count(*) FILTER (WHERE at_night) >= %(night_sessions)s
   AND count(*) FILTER (WHERE at_night) * 10 < count(*)
