-- Months of the register: add what they lack of their days.
INSERT INTO volunteers_registeredmonth AS kept (month, district_id, delta)
SELECT month, district_id, people
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY month, district_id  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (month, district_id) DO UPDATE
   SET delta = kept.delta + excluded.delta;
