-- Activities that were written down only minutes before many hours of theirs.
SELECT concat_ws(' ', activity_id) AS subject,
       organization_id,
       activity_id,
       NULL::bigint              AS volunteer_id,
       NULL::bigint              AS account_id,
       NULL::bigint              AS other_account_id,
       min(service_date)         AS first_on,
       max(service_date)         AS last_on,
       count(*)                  AS sessions,
       sum(minutes)              AS minutes,
       '{}'::bigint[]            AS people,
       array_agg(hours_session.id ORDER BY submitted_at) AS shown,
       jsonb_build_object('people', count(DISTINCT volunteer_id)) AS figures
  FROM (SELECT id AS activity_id,
               -- Ours are of version 7: they begin with the milliseconds of their making.
               to_timestamp(('x' || translate(left(id::text, 13), '-', ''))
                            ::bit(48)::bigint / 1000.0) AS made_at
          FROM activities_activity
         WHERE ends_on >= %(since)s AND starts_on <= %(until)s) AS activity
  JOIN hours_session USING (activity_id)
 WHERE status IN ('submitted', 'queried', 'approved')
   AND service_date BETWEEN %(since)s AND %(until)s
   AND submitted_at BETWEEN made_at
                        AND made_at + %(activity_minutes)s * interval '1 minute'
 GROUP BY organization_id, activity_id
HAVING count(*) >= %(activity_sessions)s
