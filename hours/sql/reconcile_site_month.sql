-- Months of practice sites: what the total lacks of the ledger, below zero what it has too much.
SELECT site_id, month,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::bigint  AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM (SELECT site_id,
               date_trunc('month', service_date)::date AS month,
               sum(minutes)       AS minutes,
               sum(sign(minutes)) AS sessions,
               sum(CASE WHEN evidence = 'timed'     THEN minutes ELSE 0 END) AS timed,
               sum(CASE WHEN evidence = 'witnessed' THEN minutes ELSE 0 END) AS witnessed,
               sum(CASE WHEN evidence = 'declared'  THEN minutes ELSE 0 END) AS declared,
               sum(CASE WHEN evidence = 'entered'   THEN minutes ELSE 0 END) AS entered
          FROM hours_entry
         WHERE site_id IS NOT NULL
         GROUP BY 1, 2
         UNION ALL
        SELECT site_id, month,
               -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM hours_sitemonth) AS line
 GROUP BY site_id, month
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 LIMIT %(most)s
