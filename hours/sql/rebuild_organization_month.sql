-- Months of organizations: add what the totals lack.
INSERT INTO hours_organizationmonth AS total
       (organization_id, month, district_id, service_field_id,
       minutes, sessions, timed, witnessed, declared, entered)
SELECT organization_id, month, district_id, service_field_id,
       minutes, sessions, timed, witnessed, declared, entered
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2, 3, 4  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (organization_id, month, district_id, service_field_id) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
