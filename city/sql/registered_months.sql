-- How many more people the city had registered in each month of a year up to a day: whole
-- months before the day's own, and the days of that.
SELECT extract(month FROM day)::int AS month,
       sum(delta)::bigint           AS people
  FROM (SELECT month AS day, delta
          FROM volunteers_registeredmonth
         WHERE month >= make_date(%(year)s, 1, 1)
           AND month < date_trunc('month', %(on)s::date)::date
         UNION ALL
        SELECT day, delta
          FROM volunteers_registeredday
         WHERE day BETWEEN date_trunc('month', %(on)s::date)::date AND %(on)s
           AND day >= make_date(%(year)s, 1, 1)) AS more
 GROUP BY 1
 ORDER BY 1
