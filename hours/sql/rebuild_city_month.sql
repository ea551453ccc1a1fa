-- Months of the city: add what the totals lack.
INSERT INTO hours_citymonth AS total
       (month, district_id, stripe, minutes, sessions, timed, witnessed, declared, entered)
SELECT month, district_id, stripe, minutes, sessions, timed, witnessed, declared, entered
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2, 3  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (month, district_id, stripe) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
