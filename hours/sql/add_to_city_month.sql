-- Add newly posted entries to the city's months, each organization to its own stripe:
-- the last digit of its id. The last of all totals, as these rows are the most wanted.
INSERT INTO hours_citymonth AS total
       (month, district_id, stripe, minutes, sessions, timed, witnessed, declared, entered)
SELECT date_trunc('month', service_date)::date AS month,
       district_id,
       get_byte(uuid_send(organization_id), 15) & 15 AS stripe,
       sum(minutes),
       sum(sign(minutes)),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)
  FROM posted
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (month, district_id, stripe) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
