-- Who was on the register at the end of a year, by district and of the whole city.
SELECT 'published' AS kind, '' AS reason_code, 'registered' AS cut,
       coalesce(district_id, '') AS key,
       sum(delta)::int AS people,
       0 AS minutes, 0 AS sessions, 0 AS timed, 0 AS witnessed, 0 AS declared, 0 AS entered
  FROM volunteers_registeredmonth
 WHERE month <= %(last)s
 GROUP BY GROUPING SETS ((), (district_id))
HAVING coalesce(sum(delta), 0) <> 0
