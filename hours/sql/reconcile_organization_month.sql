-- Months of organizations: what the total lacks of the ledger, below zero what it has too much.
SELECT organization_id, month, district_id, service_field_id,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::bigint  AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM (SELECT organization_id,
               date_trunc('month', service_date)::date AS month,
               district_id,
               service_field_id,
               sum(minutes)       AS minutes,
               sum(sign(minutes)) AS sessions,
               sum(CASE WHEN evidence = 'timed'     THEN minutes ELSE 0 END) AS timed,
               sum(CASE WHEN evidence = 'witnessed' THEN minutes ELSE 0 END) AS witnessed,
               sum(CASE WHEN evidence = 'declared'  THEN minutes ELSE 0 END) AS declared,
               sum(CASE WHEN evidence = 'entered'   THEN minutes ELSE 0 END) AS entered
          FROM hours_entry
         GROUP BY 1, 2, 3, 4
         UNION ALL
        SELECT organization_id, month, district_id, service_field_id,
               -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM hours_organizationmonth) AS line
 GROUP BY organization_id, month, district_id, service_field_id
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 LIMIT %(most)s
