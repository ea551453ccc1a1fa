-- Many days of one person entered later, by one account and within ten minutes.
SELECT concat_ws(' ', submitted_by_id, volunteer_id,
                 to_char(slot AT TIME ZONE 'UTC', 'YYYYMMDDHH24MI')) AS subject,
       organization_id,
       NULL::uuid                                        AS activity_id,
       volunteer_id,
       submitted_by_id                                   AS account_id,
       NULL::bigint                                      AS other_account_id,
       min(service_date)                                 AS first_on,
       max(service_date)                                 AS last_on,
       count(*)                                          AS sessions,
       sum(minutes)                                      AS minutes,
       '{}'::bigint[]                                    AS people,
       array_agg(id ORDER BY started_at)                 AS shown,
       jsonb_build_object('days', count(DISTINCT service_date)) AS figures
  FROM (SELECT *, date_bin('10 minutes', submitted_at, '2000-01-01') AS slot
          FROM hours_session
         WHERE evidence = 'entered'
           AND status IN ('submitted', 'queried', 'approved')
           AND service_date BETWEEN %(since)s AND %(until)s) AS entered
 GROUP BY organization_id, submitted_by_id, volunteer_id, slot
HAVING count(DISTINCT service_date) >= %(entered_days)s
