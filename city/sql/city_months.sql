-- The city's year, month by month and by the district the service was in. Months are
-- summed as the dates they are: to name each of some 20,000 rows first takes longer.
SELECT extract(month FROM month)::int AS month,
       district, minutes, sessions, timed, witnessed, declared, entered
  FROM (SELECT month,
               district_id            AS district,
               sum(minutes)::bigint   AS minutes,
               sum(sessions)::bigint  AS sessions,
               sum(timed)::bigint     AS timed,
               sum(witnessed)::bigint AS witnessed,
               sum(declared)::bigint  AS declared,
               sum(entered)::bigint   AS entered
          FROM hours_organizationmonth
         WHERE month BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 1)
         GROUP BY month, district_id) AS line
 ORDER BY 1, 2
