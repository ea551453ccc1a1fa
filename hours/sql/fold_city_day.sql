-- Add what was posted in a stretch of time to the days of districts.
INSERT INTO hours_cityday AS total
       (posted_on, service_date, district_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT (posted_at AT TIME ZONE 'Asia/Shanghai')::date AS posted_on,
       service_date,
       district_id,
       sum(minutes),
       sum(sign(minutes)),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)
  FROM hours_entry
 WHERE posted_at >= %(since)s
   AND posted_at < %(before)s
 GROUP BY 1, 2, 3
    ON CONFLICT (posted_on, service_date, district_id) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered
