-- Days of organizations: add what they lack.
INSERT INTO hours_daytotal AS total
       (service_date, organization_id, district_id, site_id, service_field_id, posted_on,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT service_date, organization_id, district_id, site_id, service_field_id, posted_on,
       minutes, sessions, timed, witnessed, declared, entered
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (service_date, organization_id, district_id, site_id, service_field_id, posted_on)
    DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
