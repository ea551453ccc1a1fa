-- The same people on the month they registered in, after the days.
INSERT INTO volunteers_registeredmonth AS kept (month, district_id, delta)
SELECT date_trunc('month', registered_at AT TIME ZONE 'Asia/Shanghai')::date AS month,
       district_id,
       count(*)
  FROM now_known
 WHERE status = 'registered'
 GROUP BY month, district_id
 ORDER BY month, district_id  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (month, district_id) DO UPDATE
   SET delta = kept.delta + excluded.delta;
