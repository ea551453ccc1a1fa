-- Organizations with activities, and many hours in a field in which they have none.
SELECT concat_ws(' ', organization_id, service_field_id, year) AS subject,
       organization_id,
       NULL::uuid              AS activity_id,
       NULL::bigint            AS volunteer_id,
       NULL::bigint            AS account_id,
       NULL::bigint            AS other_account_id,
       make_date(year, 1, 1)   AS first_on,
       make_date(year, 12, 31) AS last_on,
       sessions,
       minutes,
       '{}'::bigint[]          AS people,
       ARRAY(SELECT id
               FROM hours_session AS own
              WHERE own.organization_id = total.organization_id
                AND service_date BETWEEN make_date(year, 1, 1) AND make_date(year, 12, 31)
                AND service_field_id = total.service_field_id
                AND status = 'approved'
              ORDER BY service_date DESC, started_at DESC) AS shown,
       jsonb_build_object('field', service_field_id) AS figures
  FROM (SELECT organization_id, service_field_id,
               date_part('year', month)::int AS year,
               sum(sessions)                 AS sessions,
               sum(minutes)                  AS minutes
          FROM hours_organizationmonth
         WHERE month BETWEEN date_trunc('month', %(since)s::date) AND %(until)s
         GROUP BY organization_id, service_field_id, date_part('year', month)
        HAVING sum(sessions) >= %(field_sessions)s) AS total
 WHERE (SELECT every(known.service_field_id <> total.service_field_id)
          FROM activities_activity AS known
         WHERE known.organization_id = total.organization_id)
