-- Move people between districts, and in and out of the register, as of today.
INSERT INTO volunteers_registeredday AS kept (day, district_id, delta)
SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS day, district_id, sum(step)
  FROM (SELECT before.id, before.district_id, -1 AS step
          FROM before WHERE before.status = 'registered'
         UNION ALL
        SELECT after.id, after.district_id, 1
          FROM after WHERE after.status = 'registered') AS steps
 GROUP BY day, district_id
HAVING sum(step) <> 0
 ORDER BY day, district_id  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (day, district_id) DO UPDATE
   SET delta = kept.delta + excluded.delta;
