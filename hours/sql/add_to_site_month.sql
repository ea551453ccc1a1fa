-- Add newly posted entries to the months of practice sites.
INSERT INTO hours_sitemonth AS total
       (site_id, month, minutes, sessions, timed, witnessed, declared, entered)
SELECT site_id,
       date_trunc('month', service_date)::date AS month,
       sum(minutes),
       sum(sign(minutes)),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)
  FROM posted
 WHERE site_id IS NOT NULL
 GROUP BY 1, 2
 ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (site_id, month) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
