-- Years of people: what the total lacks of the ledger, below zero what it has too much.
SELECT volunteer_id, year,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::bigint  AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM (SELECT volunteer_id,
               extract(year FROM service_date)::int AS year,
               minutes,
               sign(minutes) AS sessions,
               CASE WHEN evidence = 'timed'     THEN minutes ELSE 0 END AS timed,
               CASE WHEN evidence = 'witnessed' THEN minutes ELSE 0 END AS witnessed,
               CASE WHEN evidence = 'declared'  THEN minutes ELSE 0 END AS declared,
               CASE WHEN evidence = 'entered'   THEN minutes ELSE 0 END AS entered
          FROM hours_entry
         UNION ALL
        SELECT volunteer_id, year,
               -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM hours_volunteeryear) AS line
 GROUP BY volunteer_id, year
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 LIMIT %(most)s
