-- The same moves as of this month, after the days.
INSERT INTO volunteers_registeredmonth AS kept (month, district_id, delta)
SELECT date_trunc('month', now() AT TIME ZONE 'Asia/Shanghai')::date AS month,
       district_id,
       sum(step)
  FROM (SELECT before.id, before.district_id, -1 AS step
          FROM before WHERE before.status = 'registered'
         UNION ALL
        SELECT after.id, after.district_id, 1
          FROM after WHERE after.status = 'registered') AS steps
 GROUP BY month, district_id
HAVING sum(step) <> 0
 ORDER BY month, district_id  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (month, district_id) DO UPDATE
   SET delta = kept.delta + excluded.delta;
