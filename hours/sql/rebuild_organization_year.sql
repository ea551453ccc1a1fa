-- Years of organizations: add what the totals lack.
INSERT INTO hours_organizationyear AS total
       (year, organization_id, district_id, minutes, sessions, timed, witnessed, declared, entered)
SELECT year, organization_id, district_id, minutes, sessions, timed, witnessed, declared, entered
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2, 3  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (year, organization_id, district_id) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
