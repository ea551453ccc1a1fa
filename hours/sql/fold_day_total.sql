-- Add what was posted in a stretch of time to the days of organizations.
INSERT INTO hours_daytotal AS total
       (service_date, organization_id, district_id, site_id, service_field_id, posted_on,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT service_date, organization_id, district_id, site_id, service_field_id,
       CASE WHEN posted_at >= %(by_day_from)s::timestamp AT TIME ZONE 'Asia/Shanghai'
            THEN (posted_at AT TIME ZONE 'Asia/Shanghai')::date
            ELSE (date_trunc('month', posted_at AT TIME ZONE 'Asia/Shanghai')
                  + interval '1 month - 1 day')::date
       END AS posted_on,
       sum(minutes),
       sum(sign(minutes)),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)
  FROM hours_entry
 WHERE posted_at >= %(since)s
   AND posted_at < %(before)s
 GROUP BY 1, 2, 3, 4, 5, 6
 ORDER BY 1, 2, 3, 4, 5, 6  -- as the index has it: a whole city is added in one go
    ON CONFLICT (service_date, organization_id, district_id, site_id, service_field_id, posted_on)
    DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered
