-- Days of organizations: what the days lack of the ledger as far as it is folded, below
-- zero what they have too much.
SELECT service_date, organization_id, district_id, site_id, service_field_id, posted_on,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::bigint  AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM (SELECT service_date, organization_id, district_id, site_id, service_field_id,
               CASE WHEN posted_at >= (SELECT by_day_from::timestamp AT TIME ZONE 'Asia/Shanghai'
                                         FROM hours_folded)
                    THEN (posted_at AT TIME ZONE 'Asia/Shanghai')::date
                    ELSE (date_trunc('month', posted_at AT TIME ZONE 'Asia/Shanghai')
                          + interval '1 month - 1 day')::date
               END AS posted_on,
               sum(minutes)       AS minutes,
               sum(sign(minutes)) AS sessions,
               sum(CASE WHEN evidence = 'timed'     THEN minutes ELSE 0 END) AS timed,
               sum(CASE WHEN evidence = 'witnessed' THEN minutes ELSE 0 END) AS witnessed,
               sum(CASE WHEN evidence = 'declared'  THEN minutes ELSE 0 END) AS declared,
               sum(CASE WHEN evidence = 'entered'   THEN minutes ELSE 0 END) AS entered
          FROM hours_entry
         WHERE posted_at < (SELECT until FROM hours_folded)
         GROUP BY 1, 2, 3, 4, 5, 6
         UNION ALL
        SELECT service_date, organization_id, district_id, site_id, service_field_id,
               posted_on,
               -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM hours_daytotal) AS line
 GROUP BY 1, 2, 3, 4, 5, 6
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 LIMIT %(most)s
