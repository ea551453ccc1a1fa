-- The answer to a question: its parts, added and taken off, line by line.
SELECT coalesce(key::text, '')  AS key,
       sum(minutes)::bigint     AS minutes,
       sum(sessions)::bigint    AS sessions,
       sum(timed)::bigint       AS timed,
       sum(witnessed)::bigint   AS witnessed,
       sum(declared)::bigint    AS declared,
       sum(entered)::bigint     AS entered
  FROM ({parts}) AS part
 GROUP BY part.key
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 ORDER BY part.key
