-- How many volunteer numbers the good rows need, by district.
SELECT coming.district_id, count(*)
  FROM coming
  LEFT JOIN told USING (line)
 WHERE told.line IS NULL
 GROUP BY coming.district_id
 ORDER BY coming.district_id  -- everyone locks series in one order: no deadlocks
