-- Count people who were registered by this statement, on the day they registered.
INSERT INTO volunteers_registeredday AS kept (day, district_id, delta)
SELECT (registered_at AT TIME ZONE 'Asia/Shanghai')::date AS day, district_id, count(*)
  FROM now_known
 WHERE status = 'registered'
 GROUP BY day, district_id
 ORDER BY day, district_id  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (day, district_id) DO UPDATE
   SET delta = kept.delta + excluded.delta;
