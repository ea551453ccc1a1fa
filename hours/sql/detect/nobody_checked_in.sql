-- Many people at one activity on one day, and not one of them checked in on the spot.
SELECT concat_ws(' ', activity_id, service_date) AS subject,
       organization_id,
       activity_id,
       NULL::bigint                                        AS volunteer_id,
       NULL::bigint                                        AS account_id,
       NULL::bigint                                        AS other_account_id,
       service_date                                        AS first_on,
       service_date                                        AS last_on,
       count(*)                                            AS sessions,
       sum(minutes)                                        AS minutes,
       '{}'::bigint[]                                      AS people,
       array_agg(id ORDER BY volunteer_id)                 AS shown,
       jsonb_build_object('people', count(DISTINCT volunteer_id),
                          'times', count(DISTINCT (started_at, ended_at))) AS figures
  FROM hours_session
  JOIN (SELECT activity_id, service_date
          FROM hours_session
         WHERE activity_id IS NOT NULL
           AND status IN ('submitted', 'queried', 'approved')
           AND service_date BETWEEN %(since)s AND %(until)s
         GROUP BY activity_id, service_date
        HAVING count(*) >= %(unchecked_people)s
           AND every(evidence <> 'timed')) AS day
       USING (activity_id, service_date)
 WHERE status IN ('submitted', 'queried', 'approved')
 GROUP BY organization_id, activity_id, service_date
