-- Months of practice sites: add what the totals lack.
INSERT INTO hours_sitemonth AS total
       (site_id, month, minutes, sessions, timed, witnessed, declared, entered)
SELECT site_id, month, minutes, sessions, timed, witnessed, declared, entered
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (site_id, month) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
