-- People registered now: add what the days lack, as of today. On which day they went
-- missing nothing tells, and what was published for past days stays reproducible.
INSERT INTO volunteers_registeredday AS kept (day, district_id, delta)
SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS day, district_id, people
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY day, district_id  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (day, district_id) DO UPDATE
   SET delta = kept.delta + excluded.delta;
