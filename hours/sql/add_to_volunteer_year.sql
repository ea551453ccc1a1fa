-- Add newly posted entries to the years of people; each has begun (see begin_volunteer_year.sql).
INSERT INTO hours_volunteeryear AS total
       (volunteer_id, year, home_district_id, home_site_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT posted.volunteer_id,
       extract(year FROM service_date) AS year,
       person.district_id,
       person.home_site_id,
       sum(minutes),
       sum(sign(minutes)),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)
  FROM posted
  JOIN volunteers_volunteer AS person ON person.id = posted.volunteer_id
 GROUP BY 1, 2, 3, 4
 ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (volunteer_id, year) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
