-- People with many hours in a year of whom nobody's clock ever knew.
SELECT concat_ws(' ', volunteer_id, year) AS subject,
       NULL::uuid            AS organization_id,
       NULL::uuid            AS activity_id,
       volunteer_id,
       NULL::bigint          AS account_id,
       NULL::bigint          AS other_account_id,
       make_date(year, 1, 1)   AS first_on,
       make_date(year, 12, 31) AS last_on,
       sessions,
       minutes,
       '{}'::bigint[]        AS people,
       ARRAY(SELECT id
               FROM hours_session AS own
              WHERE own.volunteer_id = person.volunteer_id
                AND service_date BETWEEN make_date(year, 1, 1) AND make_date(year, 12, 31)
                AND status = 'approved'
              ORDER BY service_date DESC, started_at DESC) AS shown,
       jsonb_build_object('entered', entered, 'witnessed', witnessed) AS figures
  FROM hours_volunteeryear AS person
 WHERE year BETWEEN date_part('year', %(since)s::date) AND date_part('year', %(until)s::date)
   AND minutes >= %(unchecked_minutes)s
   AND timed = 0
