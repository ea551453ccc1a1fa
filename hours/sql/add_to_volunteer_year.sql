-- Add newly posted entries to the years of people; each has begun (see begin_volunteer_year.sql).
INSERT INTO hours_volunteeryear AS total
       (volunteer_id, year, home_district_id, home_site_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT begun.volunteer_id, begun.year, begun.home_district_id, begun.home_site_id,
       served.minutes, served.sessions,
       served.timed, served.witnessed, served.declared, served.entered
  FROM (SELECT volunteer_id,
               extract(year FROM service_date)::int AS year,
               sum(minutes)       AS minutes,
               sum(sign(minutes)) AS sessions,
               coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0)     AS timed,
               coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0) AS witnessed,
               coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0)  AS declared,
               coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)   AS entered
          FROM posted
         GROUP BY 1, 2) AS served
  JOIN hours_volunteeryear AS begun USING (volunteer_id, year)
 ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (volunteer_id, year) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
