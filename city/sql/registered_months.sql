-- How many more people the city had registered in each month of a year up to a day.
SELECT extract(month FROM day)::int AS month,
       sum(delta)::bigint           AS people
  FROM volunteers_registeredday
 WHERE day BETWEEN make_date(%(year)s, 1, 1) AND %(on)s
 GROUP BY 1
 ORDER BY 1
