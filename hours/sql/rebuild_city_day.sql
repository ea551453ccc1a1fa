-- Days of districts: add what they lack.
INSERT INTO hours_cityday AS total
       (posted_on, service_date, district_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT posted_on, service_date, district_id,
       minutes, sessions, timed, witnessed, declared, entered
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2, 3
    ON CONFLICT (posted_on, service_date, district_id) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
