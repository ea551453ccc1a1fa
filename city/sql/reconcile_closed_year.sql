-- Closed years: what their published figures and all that was added later lack of the
-- city's months, with what is newer taken from the ledger; below zero what is too much.
SELECT year,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::bigint  AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM (SELECT extract(year FROM month)::int AS year,
               minutes, sessions, timed, witnessed, declared, entered
          FROM hours_citymonth
         UNION ALL
        SELECT closed_id, -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM city_yearline
         WHERE cut = 'city'
         UNION ALL
        SELECT closed.year, -minutes, -sign(minutes),
               CASE WHEN evidence = 'timed'     THEN -minutes ELSE 0 END,
               CASE WHEN evidence = 'witnessed' THEN -minutes ELSE 0 END,
               CASE WHEN evidence = 'declared'  THEN -minutes ELSE 0 END,
               CASE WHEN evidence = 'entered'   THEN -minutes ELSE 0 END
          FROM city_closedyear AS closed
          JOIN hours_entry AS entry
            ON entry.posted_at > closed.restated_until
           AND entry.service_date BETWEEN make_date(closed.year, 1, 1)
                                      AND make_date(closed.year, 12, 31)) AS part
 WHERE year IN (SELECT closed.year FROM city_closedyear AS closed)
 GROUP BY year
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 LIMIT %(most)s
