-- Put what was posted in a month that is long past under the last day of it.
WITH gone AS (
    DELETE FROM hours_daytotal
     WHERE posted_on >= %(first)s
       AND posted_on < %(after)s
 RETURNING *
)
INSERT INTO hours_daytotal
       (service_date, organization_id, district_id, site_id, service_field_id, posted_on,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT service_date, organization_id, district_id, site_id, service_field_id,
       %(after)s::date - 1,
       sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered)
  FROM gone
 GROUP BY 1, 2, 3, 4, 5
 ORDER BY 1, 2, 3, 4, 5
