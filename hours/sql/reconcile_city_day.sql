-- Days of districts: what the days lack of the ledger as far as it is folded, below zero
-- what they have too much.
SELECT posted_on, service_date, district_id,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::bigint  AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM (SELECT (posted_at AT TIME ZONE 'Asia/Shanghai')::date AS posted_on,
               service_date,
               district_id,
               sum(minutes)       AS minutes,
               sum(sign(minutes)) AS sessions,
               sum(CASE WHEN evidence = 'timed'     THEN minutes ELSE 0 END) AS timed,
               sum(CASE WHEN evidence = 'witnessed' THEN minutes ELSE 0 END) AS witnessed,
               sum(CASE WHEN evidence = 'declared'  THEN minutes ELSE 0 END) AS declared,
               sum(CASE WHEN evidence = 'entered'   THEN minutes ELSE 0 END) AS entered
          FROM hours_entry
         WHERE posted_at < (SELECT until FROM hours_folded)
         GROUP BY 1, 2, 3
         UNION ALL
        SELECT posted_on, service_date, district_id,
               -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM hours_cityday) AS line
 GROUP BY 1, 2, 3
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 LIMIT %(most)s
