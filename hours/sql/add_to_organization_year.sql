-- Add newly posted entries to the years of organizations.
INSERT INTO hours_organizationyear AS total
       (year, organization_id, district_id, minutes, sessions, timed, witnessed, declared, entered)
SELECT extract(year FROM service_date) AS year,
       organization_id,
       district_id,
       sum(minutes),
       sum(sign(minutes)),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)
  FROM posted
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (year, organization_id, district_id) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
