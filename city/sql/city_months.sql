-- The city's year, month by month and by the district the service was in.
SELECT extract(month FROM month)::int AS month,
       district_id                    AS district,
       sum(minutes)::bigint           AS minutes,
       sum(sessions)::bigint          AS sessions,
       sum(timed)::bigint             AS timed,
       sum(witnessed)::bigint         AS witnessed,
       sum(declared)::bigint          AS declared,
       sum(entered)::bigint           AS entered
  FROM hours_citymonth AS total
 WHERE total.month BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 1)
 GROUP BY total.month, district_id
 ORDER BY total.month, district_id
