-- Add newly posted entries to the months of organizations.
INSERT INTO hours_organizationmonth AS total
       (organization_id, month, district_id, service_field_id, minutes, sessions, timed, witnessed, declared, entered)
SELECT organization_id,
       date_trunc('month', service_date)::date AS month,
       district_id,
       service_field_id,
       sum(minutes),
       sum(sign(minutes)),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),
       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)
  FROM posted
 GROUP BY 1, 2, 3, 4
 ORDER BY 1, 2, 3, 4  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (organization_id, month, district_id, service_field_id) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
