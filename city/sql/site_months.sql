-- One practice site's year, month by month.
SELECT extract(month FROM month)::int AS month,
       minutes, sessions, timed, witnessed, declared, entered
  FROM hours_sitemonth
 WHERE site_id = %(site)s
   AND month BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 1)
 ORDER BY 1
