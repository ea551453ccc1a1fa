-- Add newly posted entries to the years of people with an organization.
INSERT INTO hours_volunteerorganizationyear AS total
       (volunteer_id, organization_id, year, minutes, sessions, timed, witnessed, declared, entered)
SELECT volunteer_id,
       organization_id,
       extract(year FROM service_date) AS year,
       sum(minutes),
       sum(sign(minutes)),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)
  FROM posted
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (volunteer_id, organization_id, year) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
