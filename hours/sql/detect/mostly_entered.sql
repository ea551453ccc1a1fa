-- Organizations most of whose hours were entered later.
SELECT concat_ws(' ', organization_id, year) AS subject,
       organization_id,
       NULL::uuid              AS activity_id,
       NULL::bigint            AS volunteer_id,
       NULL::bigint            AS account_id,
       NULL::bigint            AS other_account_id,
       make_date(year, 1, 1)   AS first_on,
       make_date(year, 12, 31) AS last_on,
       sum(sessions)           AS sessions,
       sum(minutes)            AS minutes,
       '{}'::bigint[]          AS people,
       ARRAY(SELECT id
               FROM hours_session AS own
              WHERE own.organization_id = total.organization_id
                AND service_date BETWEEN make_date(year, 1, 1) AND make_date(year, 12, 31)
                AND status = 'approved'
                AND evidence = 'entered'
              ORDER BY service_date DESC, started_at DESC) AS shown,
       jsonb_build_object('percent', sum(entered) * 100 / sum(minutes)) AS figures
  FROM hours_organizationyear AS total
 WHERE year BETWEEN date_part('year', %(since)s::date) AND date_part('year', %(until)s::date)
 GROUP BY organization_id, year
HAVING sum(minutes) >= %(entered_minutes)s
   AND sum(entered) * 100 >= sum(minutes) * %(entered_percent)s
