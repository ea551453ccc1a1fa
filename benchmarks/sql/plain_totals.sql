-- The bare GROUP BY of each total, kept in a table without index, guard or order.
CREATE TEMPORARY TABLE plain_volunteer_year AS
SELECT volunteer_id, extract(year FROM service_date)::int AS year,
       sum(minutes) AS minutes, sum(sign(minutes)) AS sessions,
       sum(minutes) FILTER (WHERE evidence = 'timed')     AS timed,
       sum(minutes) FILTER (WHERE evidence = 'witnessed') AS witnessed,
       sum(minutes) FILTER (WHERE evidence = 'declared')  AS declared,
       sum(minutes) FILTER (WHERE evidence = 'entered')   AS entered
  FROM hours_entry
 GROUP BY 1, 2;

CREATE TEMPORARY TABLE plain_volunteer_organization_year AS
SELECT volunteer_id, organization_id, extract(year FROM service_date)::int AS year,
       sum(minutes) AS minutes, sum(sign(minutes)) AS sessions,
       sum(minutes) FILTER (WHERE evidence = 'timed')     AS timed,
       sum(minutes) FILTER (WHERE evidence = 'witnessed') AS witnessed,
       sum(minutes) FILTER (WHERE evidence = 'declared')  AS declared,
       sum(minutes) FILTER (WHERE evidence = 'entered')   AS entered
  FROM hours_entry
 GROUP BY 1, 2, 3;

CREATE TEMPORARY TABLE plain_organization_month AS
SELECT organization_id, date_trunc('month', service_date)::date AS month,
       district_id, service_field_id,
       sum(minutes) AS minutes, sum(sign(minutes)) AS sessions,
       sum(minutes) FILTER (WHERE evidence = 'timed')     AS timed,
       sum(minutes) FILTER (WHERE evidence = 'witnessed') AS witnessed,
       sum(minutes) FILTER (WHERE evidence = 'declared')  AS declared,
       sum(minutes) FILTER (WHERE evidence = 'entered')   AS entered
  FROM hours_entry
 GROUP BY 1, 2, 3, 4;

CREATE TEMPORARY TABLE plain_organization_year AS
SELECT organization_id, extract(year FROM month)::int AS year, district_id,
       sum(minutes) AS minutes, sum(sessions) AS sessions, sum(timed) AS timed,
       sum(witnessed) AS witnessed, sum(declared) AS declared, sum(entered) AS entered
  FROM hours_organizationmonth
 GROUP BY 1, 2, 3;

CREATE TEMPORARY TABLE plain_city_month AS
SELECT month, district_id, get_byte(uuid_send(organization_id), 15) & 15 AS stripe,
       sum(minutes) AS minutes, sum(sessions) AS sessions, sum(timed) AS timed,
       sum(witnessed) AS witnessed, sum(declared) AS declared, sum(entered) AS entered
  FROM hours_organizationmonth
 GROUP BY 1, 2, 3;

CREATE TEMPORARY TABLE plain_site_month AS
SELECT site_id, date_trunc('month', service_date)::date AS month,
       sum(minutes) AS minutes, sum(sign(minutes)) AS sessions,
       sum(minutes) FILTER (WHERE evidence = 'timed')     AS timed,
       sum(minutes) FILTER (WHERE evidence = 'witnessed') AS witnessed,
       sum(minutes) FILTER (WHERE evidence = 'declared')  AS declared,
       sum(minutes) FILTER (WHERE evidence = 'entered')   AS entered
  FROM hours_entry
 WHERE site_id IS NOT NULL
 GROUP BY 1, 2;

CREATE TEMPORARY TABLE plain_active AS
SELECT year, home_district_id, home_site_id,
       width_bucket(minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band,
       count(*) AS people
  FROM hours_volunteeryear
 WHERE minutes > 0
 GROUP BY 1, 2, 3, 4;

CREATE TEMPORARY TABLE plain_registered AS
SELECT district_id, registered_at::date AS day, count(*) AS people
  FROM volunteers_volunteer
 WHERE status = 'registered'
 GROUP BY 1, 2;

CREATE TEMPORARY TABLE plain_registered_month AS
SELECT date_trunc('month', day)::date AS month, district_id, sum(delta) AS people
  FROM volunteers_registeredday
 GROUP BY 1, 2;

CREATE TEMPORARY TABLE plain_day AS
SELECT service_date, organization_id, district_id, site_id, service_field_id,
       (posted_at AT TIME ZONE 'Asia/Shanghai')::date AS posted_on,
       sum(minutes) AS minutes, sum(sign(minutes)) AS sessions,
       sum(minutes) FILTER (WHERE evidence = 'timed')     AS timed,
       sum(minutes) FILTER (WHERE evidence = 'witnessed') AS witnessed,
       sum(minutes) FILTER (WHERE evidence = 'declared')  AS declared,
       sum(minutes) FILTER (WHERE evidence = 'entered')   AS entered
  FROM hours_entry
 GROUP BY 1, 2, 3, 4, 5, 6;

CREATE TEMPORARY TABLE plain_city_day AS
SELECT (posted_at AT TIME ZONE 'Asia/Shanghai')::date AS posted_on,
       service_date, district_id,
       sum(minutes) AS minutes, sum(sign(minutes)) AS sessions,
       sum(minutes) FILTER (WHERE evidence = 'timed')     AS timed,
       sum(minutes) FILTER (WHERE evidence = 'witnessed') AS witnessed,
       sum(minutes) FILTER (WHERE evidence = 'declared')  AS declared,
       sum(minutes) FILTER (WHERE evidence = 'entered')   AS entered
  FROM hours_entry
 GROUP BY 1, 2, 3;

CREATE TEMPORARY TABLE plain_active_step AS
SELECT date_bin('10 minutes', at, '2000-01-01 00:00+08') AS slot,
       year, district_id, band, sum(people) AS people
  FROM ({steps}) AS step
 GROUP BY 1, 2, 3, 4;
