-- One organization's year, month by month and by field of service.
SELECT extract(month FROM total.month)::int AS month,
       field.code,
       field.name,
       field.name_en,
       sum(total.minutes)::bigint           AS minutes,
       sum(total.sessions)::bigint          AS sessions,
       sum(total.timed)::bigint             AS timed,
       sum(total.witnessed)::bigint         AS witnessed,
       sum(total.declared)::bigint          AS declared,
       sum(total.entered)::bigint           AS entered
  FROM hours_organizationmonth AS total
  JOIN activities_servicefield AS field ON field.code = total.service_field_id
 WHERE total.organization_id = %(organization)s
   AND total.month BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 1)
 GROUP BY 1, field.code, field.name, field.name_en
 ORDER BY 1, 2
